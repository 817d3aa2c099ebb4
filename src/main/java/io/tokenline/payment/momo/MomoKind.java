package io.tokenline.payment.momo;

import io.tokenline.Secret;
import io.tokenline.SettingTexts;
import io.tokenline.payment.Wallet;
import io.tokenline.payment.WalletKind;
import io.tokenline.payment.WalletTerms;
import io.tokenline.payment.http.HttpCall;
import io.tokenline.payment.http.Session;
import io.tokenline.payment.http.WalletHttp;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;

/** Makes wallets of MTN Mobile Money: {@code KIND=momo}. */
@ApplicationScoped
public class MomoKind implements WalletKind {

    private final Clock clock;

    @Inject
    MomoKind(Clock clock) {
        this.clock = clock;
    }

    /**
     * What MTN wants to know of us.
     *
     * @param user of the API
     * @param key of the user
     * @param subscription of the product
     * @param environment such as {@code mtnuganda}
     */
    record Account(String user, Secret key, Secret subscription, String environment) {

        HttpCall signed(HttpCall call) {
            return call.with("Ocp-Apim-Subscription-Key", subscription.value());
        }

        HttpCall targeted(HttpCall call) {
            return signed(call).with("X-Target-Environment", environment);
        }

        /** A session of a product: {@code collection} or {@code disbursement}. */
        Session session(String product, WalletTerms terms, WalletHttp http, Clock clock) {
            String basic = user + ":" + key.value();
            HttpCall login = signed(HttpCall.post(
                            terms.at("/" + product + "/token/"), JsonValue.EMPTY_JSON_OBJECT, terms.deadline()))
                    .with(
                            "Authorization",
                            "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8)));
            return new Session(http, login, answered -> answered.status() == 401, clock);
        }
    }

    @Override
    public String name() {
        return "momo";
    }

    @Override
    public Wallet open(WalletTerms terms, SettingTexts texts, WalletHttp http) {
        String at = WalletTerms.prefix(terms.name());
        Account account = new Account(
                texts.needed(at + "api.user", "[0-9a-f-]{36}", "the API user, a UUID"),
                texts.neededSecret(at + "api.key", "the key of the API user"),
                texts.neededSecret(at + "subscription.key", "the subscription key of Collections"),
                texts.needed(at + "target.environment", "[a-z]{2,30}", "the environment, such as mtnuganda"));
        Optional<Account> refunds = texts.secret(at + "refund.subscription.key")
                .map(key -> new Account(
                        texts.needed(at + "refund.api.user", "[0-9a-f-]{36}", "the API user of Disbursements, a UUID"),
                        texts.neededSecret(at + "refund.api.key", "the key of that API user"),
                        key,
                        account.environment()));
        return new Momo(terms, account, http, clock, refunds.map(own -> new MomoRefunds(terms, own, http, clock)));
    }
}
