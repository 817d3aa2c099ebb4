package io.tokenline.sandbox;

import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.payment.Callbacks;
import io.tokenline.payment.News;
import io.tokenline.payment.PayOutcome;
import io.tokenline.payment.RefundOutcome;
import io.tokenline.payment.Wallet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** A mobile-money wallet to try with: asked like any other, it answers later, by callback, as it was told to. */
@ApplicationScoped
class SandboxWallet implements Wallet {

    static final String PROVIDER = "sandbox";

    private final WalletBooks books;
    private final Callbacks callbacks;
    private volatile WalletMode mode = WalletMode.FIRST;
    private volatile Consumer<WalletMode> onRequest = asked -> {};

    @Inject
    SandboxWallet(WalletBooks books, Callbacks callbacks) {
        this.books = books;
        this.callbacks = callbacks;
    }

    /** Who is told that an answer will be due. */
    void onRequest(Consumer<WalletMode> listener) {
        onRequest = listener;
    }

    WalletMode mode() {
        return mode;
    }

    void behave(WalletMode next) {
        mode = next;
    }

    @Override
    public String provider() {
        return PROVIDER;
    }

    @Override
    public PayOutcome request(Request request) {
        WalletMode now = mode;
        books.open(request, now);
        onRequest.accept(now);
        return new PayOutcome.Accepted(externalId(request.id()));
    }

    @Override
    public PayOutcome query(Request request) {
        return books.find(request.id()).map(SandboxWallet::outcome).orElseGet(PayOutcome.NotFound::new);
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.QUERY, Capability.REFUND, Capability.REFUND_QUERY);
    }

    @Override
    public RefundOutcome refund(Return wanted) {
        return books.giveBack(wanted)
                ? new RefundOutcome.Refunded(externalId(wanted.id()))
                : new RefundOutcome.Refused(Outcome.REFUND_REFUSED);
    }

    @Override
    public RefundOutcome refundState(Return wanted) {
        boolean back = books.find(wanted.payment())
                .filter(payment -> payment.isGivenBackBy(wanted.id()))
                .isPresent();
        return back ? new RefundOutcome.Refunded(externalId(wanted.id())) : new RefundOutcome.NotFound();
    }

    private static PayOutcome outcome(SandboxPayment payment) {
        SandboxPayment.Decision decision = payment.decision();
        if (decision == null) {
            return new PayOutcome.Accepted(externalId(payment.id()));
        }
        return outcome(decision, externalId(payment.id()), payment.received());
    }

    private static PayOutcome outcome(SandboxPayment.Decision decision, String externalId, Money received) {
        return switch (decision) {
            case APPROVED -> new PayOutcome.Paid(externalId, received);
            case DECLINED -> new PayOutcome.Failed(Outcome.PAYMENT_DECLINED);
            case CANCELLED -> new PayOutcome.Failed(Outcome.PAYMENT_CANCELLED);
        };
    }

    private static String externalId(String attemptId) {
        return "SBX-" + attemptId.substring(0, 8);
    }

    /** Answers what is due; returns how many answers it gave. */
    int answerDue() {
        List<SandboxPayment> due = books.decideDue();
        for (SandboxPayment payment : due) {
            tell(payment);
            if (payment.tellsTwice()) {
                tell(payment);
            }
            books.told(payment.id());
        }
        return due.size();
    }

    private void tell(SandboxPayment payment) {
        SandboxPayment.Decision decision = java.util.Objects.requireNonNull(payment.decision());
        String body = Json.createObjectBuilder()
                .add("reference", payment.id())
                .add("transactionId", externalId(payment.id()))
                .add("result", decision.name())
                .add("amountMinor", payment.received().minor())
                .add("currency", payment.received().currency().getCurrencyCode())
                .build()
                .toString();
        callbacks.receive(PROVIDER, payment.id() + " " + decision, body);
    }

    /** The customer answered the prompt on his phone. */
    boolean pin(Msisdn msisdn, boolean approved) {
        Optional<SandboxPayment> prompting = books.prompting(msisdn);
        prompting.ifPresent(payment -> {
            books.answer(payment.id(), approved ? SandboxPayment.Decision.APPROVED : SandboxPayment.Decision.CANCELLED);
            onRequest.accept(new WalletMode(WalletMode.Behaviour.APPROVE, java.time.Duration.ZERO));
        });
        return prompting.isPresent();
    }

    /** What the wallet asks this phone's owner for. */
    Optional<SandboxPayment> prompting(Msisdn msisdn) {
        return books.prompting(msisdn);
    }

    @Override
    public Optional<News> parse(Call call) {
        try (JsonReader reader = Json.createReader(new StringReader(call.body()))) {
            JsonObject news = reader.readObject();
            Money received = new Money(
                    news.getJsonNumber("amountMinor").longValueExact(),
                    Currency.getInstance(news.getString("currency")));
            SandboxPayment.Decision decision = SandboxPayment.Decision.valueOf(news.getString("result"));
            String reference = news.getString("reference");
            return Optional.of(new News.OfAttempt(
                    reference + " " + decision,
                    reference,
                    outcome(decision, news.getString("transactionId"), received)));
        } catch (JsonException
                | IllegalArgumentException
                | ArithmeticException
                | ClassCastException
                | NullPointerException e) {
            return Optional.empty();
        }
    }
}
