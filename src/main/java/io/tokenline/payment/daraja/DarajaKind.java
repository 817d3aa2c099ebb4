package io.tokenline.payment.daraja;

import io.tokenline.Secret;
import io.tokenline.SettingTexts;
import io.tokenline.payment.Wallet;
import io.tokenline.payment.WalletKind;
import io.tokenline.payment.WalletTerms;
import io.tokenline.payment.http.WalletHttp;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Makes M-Pesa wallets: {@code KIND=daraja}. */
@ApplicationScoped
public class DarajaKind implements WalletKind {

    /** Daraja refuses addresses with these words. */
    private static final List<String> FORBIDDEN =
            List.of("mpesa", "m-pesa", "safaricom", "exe", "exec", "cmd", "sql", "query");

    private final Clock clock;

    @Inject
    DarajaKind(Clock clock) {
        this.clock = clock;
    }

    @Override
    public String name() {
        return "daraja";
    }

    @Override
    public Wallet open(WalletTerms terms, SettingTexts texts, WalletHttp http) {
        String at = WalletTerms.prefix(terms.name());
        checkAddresses(terms, at);
        String code = "[0-9]{5,7}";
        DarajaTerms.App app = new DarajaTerms.App(
                texts.neededSecret(at + "consumer.key", "the app's consumer key"),
                texts.neededSecret(at + "consumer.secret", "the app's consumer secret"),
                texts.neededSecret(at + "passkey", "the pass key of the short code"));
        String shortCode = texts.needed(at + "short.code", code, "the short code, 5 to 7 digits");
        Optional<String> till = texts.text(at + "till", "").isEmpty()
                ? Optional.empty()
                : Optional.of(texts.needed(at + "till", code, "the till number, 5 to 7 digits"));
        Optional<DarajaTerms.Initiator> initiator = initiator(texts, at);
        checkConfirming(terms, at, initiator.isPresent());
        return new Daraja(terms, new DarajaTerms(app, shortCode, till, initiator), http, clock);
    }

    /** The API user and his credential, both or neither. */
    private static Optional<DarajaTerms.Initiator> initiator(SettingTexts texts, String at) {
        Optional<Secret> credential = texts.secret(at + "security.credential");
        if (credential.isEmpty() && !texts.text(at + "initiator", "").isEmpty()) {
            throw new IllegalArgumentException(SettingTexts.variable(at + "security.credential")
                    + " is missing: without it " + SettingTexts.variable(at + "initiator") + " can reverse nothing");
        }
        return credential.map(secret -> new DarajaTerms.Initiator(
                texts.needed(at + "initiator", ".{1,40}", "the name of the API user"), secret));
    }

    /** What customers send unasked is confirmed by TransactionStatus, which takes an API user. */
    private static void checkConfirming(WalletTerms terms, String at, boolean hasInitiator) {
        if (terms.confirmFrom().isPresent() && !hasInitiator) {
            throw new IllegalArgumentException(SettingTexts.variable(at + "confirm.from") + " needs "
                    + SettingTexts.variable(at + "initiator") + " and "
                    + SettingTexts.variable(at + "security.credential")
                    + ": without them nobody can ask M-Pesa about money that customers send to the pay bill");
        }
    }

    private static void checkAddresses(WalletTerms terms, String at) {
        String variable = SettingTexts.variable(at + "callback.secret");
        if (terms.entrance().isEmpty()) {
            throw new IllegalArgumentException(variable + " is missing: M-Pesa tells by callback what was paid");
        }
        String address = terms.callback("").toLowerCase(Locale.ROOT);
        for (String word : FORBIDDEN) {
            if (address.contains(word)) {
                throw new IllegalArgumentException("the address made of " + SettingTexts.variable(at + "callback.url")
                        + ", the wallet's name and " + variable + " contains '" + word
                        + "', which Daraja refuses: choose others");
            }
        }
    }
}
