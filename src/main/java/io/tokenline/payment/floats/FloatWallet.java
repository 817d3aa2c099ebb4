package io.tokenline.payment.floats;

import io.tokenline.Money;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.payment.News;
import io.tokenline.payment.PayOutcome;
import io.tokenline.payment.RefundOutcome;
import io.tokenline.payment.Wallet;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.Set;

/** The wallet of those who have paid in before: it holds, takes, lets go and gives back in our own tables, at once. */
@ApplicationScoped
public class FloatWallet implements Wallet {

    /** Its name among the wallets. */
    public static final String NAME = "float";

    private final FloatLedger ledger;
    private final Settings settings;
    private volatile Set<String> agents = Set.of();

    @Inject
    FloatWallet(FloatLedger ledger, Settings settings) {
        this.ledger = ledger;
        this.settings = settings;
    }

    /** Who has a float from now on. */
    void serve(Set<String> phones) {
        agents = Set.copyOf(phones);
    }

    /** Whether a phone is an agent's; asked at every step of a dialog, so it asks no database. */
    public boolean serves(Msisdn phone) {
        return agents.contains(phone.digits());
    }

    @Override
    public String provider() {
        return NAME;
    }

    @Override
    public String label() {
        return "Float";
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of(Capability.HOLD, Capability.QUERY, Capability.REFUND, Capability.REFUND_QUERY);
    }

    @Override
    public Outcome judge(Money amount) {
        return amount.currency().equals(settings.currency()) ? Outcome.OK : Outcome.WALLET_UNAVAILABLE;
    }

    @Override
    public PayOutcome request(Request request) {
        return ledger.hold(request.id(), request.payer(), request.amount());
    }

    @Override
    public PayOutcome query(Request request) {
        return ledger.stand(request.id(), request.amount());
    }

    @Override
    public PayOutcome capture(Request request) {
        return ledger.capture(request.id(), request.amount());
    }

    @Override
    public PayOutcome release(Request request) {
        return ledger.release(request.id());
    }

    @Override
    public RefundOutcome refund(Return wanted) {
        return ledger.refund(wanted.id(), wanted.payment(), wanted.amount());
    }

    @Override
    public RefundOutcome refundState(Return wanted) {
        return ledger.refunded(wanted.id());
    }

    @Override
    public Optional<News> parse(Call call) {
        return Optional.empty(); // nobody calls back
    }
}
