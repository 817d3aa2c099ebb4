package io.tokenline.payment.waafi;

import io.tokenline.Outcome;
import io.tokenline.SettingTexts;
import io.tokenline.payment.Wallet;
import io.tokenline.payment.WalletKind;
import io.tokenline.payment.WalletTerms;
import io.tokenline.payment.http.WalletHttp;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes wallets of WaafiPay, one for each brand and merchant: {@code KIND=waafi}. */
@ApplicationScoped
public class WaafiKind implements WalletKind {

    /** The ends of the settings that hold pieces of texts, and what it means where an answer's text has one. */
    private static final Map<String, Outcome> MEANINGS = meanings();

    /** Pieces of texts that operators send, in English and Somali. */
    private static final Map<Outcome, String> USUAL = Map.of(
            Outcome.PAYMENT_NO_FUNDS, "haraaga,haraagaagu,insufficient",
            Outcome.PAYMENT_WRONG_PIN, "nambarka sirta,numberka sirta,wrong pin,invalid pin,incorrect pin",
            Outcome.PAYMENT_CANCELLED, "user rejected,user cancelled,waa la joojiyay",
            Outcome.PAYMENT_EXPIRED, "user timeout,waqtigu waa dhamaaday",
            Outcome.PAYMENT_LIMIT, "limit,xadka",
            Outcome.PAYMENT_NOT_REGISTERED, "rcs_no_route_found,not registered,ma diiwaangashana");

    /** Pieces of texts that say no, and not why. */
    private static final List<String> DECLINED = List.of("rcs_tran_failed_at_issuer_system", "rcs_validation_error");

    private final Clock clock;

    @Inject
    WaafiKind(Clock clock) {
        this.clock = clock;
    }

    private static Map<String, Outcome> meanings() {
        Map<String, Outcome> meanings = new LinkedHashMap<>();
        meanings.put("texts.wrong.pin", Outcome.PAYMENT_WRONG_PIN);
        meanings.put("texts.no.funds", Outcome.PAYMENT_NO_FUNDS);
        meanings.put("texts.cancelled", Outcome.PAYMENT_CANCELLED);
        meanings.put("texts.expired", Outcome.PAYMENT_EXPIRED);
        meanings.put("texts.not.registered", Outcome.PAYMENT_NOT_REGISTERED);
        meanings.put("texts.limit", Outcome.PAYMENT_LIMIT);
        return meanings;
    }

    @Override
    public String name() {
        return "waafi";
    }

    @Override
    public Wallet open(WalletTerms terms, SettingTexts texts, WalletHttp http) {
        String at = WalletTerms.prefix(terms.name());
        Map<String, Outcome> table = new LinkedHashMap<>();
        MEANINGS.forEach((setting, outcome) -> {
            List<String> pieces = texts.list(at + setting);
            (pieces.isEmpty() ? List.of(USUAL.getOrDefault(outcome, "").split(",")) : pieces)
                    .forEach(piece -> table.put(piece.toLowerCase(Locale.ROOT), outcome));
        });
        WaafiTerms waafi = new WaafiTerms(
                texts.needed(at + "merchant.uid", "[A-Za-z0-9]{1,40}", "the merchant's number, such as M0910291"),
                texts.needed(at + "api.user.id", "[0-9]{1,20}", "the number of the API user"),
                texts.neededSecret(at + "api.key", "the key of the API user"),
                hold(texts, at + "mode"),
                texts.bool(at + "query", false),
                texts.duration(at + "pin.wait", "PT330S"),
                table,
                declined(texts, at + "texts.declined"));
        if (terms.confirmFrom().isPresent()) {
            throw texts.wrong(at + "confirm.from", "nothing: this wallet has no callbacks to be confirmed");
        }
        return new Waafi(terms, waafi, http, clock);
    }

    private static List<String> declined(SettingTexts texts, String name) {
        List<String> pieces = texts.list(name);
        return pieces.isEmpty()
                ? DECLINED
                : pieces.stream().map(piece -> piece.toLowerCase(Locale.ROOT)).toList();
    }

    private static boolean hold(SettingTexts texts, String name) {
        return switch (texts.text(name, "preauthorize")) {
            case "preauthorize" -> true;
            case "purchase" -> false;
            default -> throw texts.wrong(name, "preauthorize or purchase");
        };
    }
}
