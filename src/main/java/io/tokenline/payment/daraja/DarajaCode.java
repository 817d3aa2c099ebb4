package io.tokenline.payment.daraja;

import io.tokenline.Outcome;
import io.tokenline.payment.PayOutcome;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Daraja's result codes mean. */
final class DarajaCode {

    /** The only one that means money. */
    static final String PAID = "0";

    private static final Logger LOG = LoggerFactory.getLogger(DarajaCode.class);

    /** The dialog in which the customer confirmed is surely over by then. */
    private static final Duration AFTER_THE_DIALOG = Duration.ofSeconds(8);

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final Duration LATER = Duration.ofSeconds(30);
    private static final Duration UNREACHED = Duration.ofSeconds(60);

    /** Codes of credentials that are locked, wrong or have no right: nobody can pay until somebody mends it. */
    private static final Set<String> OURS = Set.of("8006", "21", "25", "SFC_IC0003");

    private static final Map<String, PayOutcome> MEANINGS = Map.ofEntries(
            Map.entry("1", new PayOutcome.Failed(Outcome.PAYMENT_NO_FUNDS)),
            Map.entry("17", new PayOutcome.Failed(Outcome.PAYMENT_LIMIT)),
            Map.entry("26", new PayOutcome.Again(Outcome.PAYMENT_BUSY, LATER, 2)),
            Map.entry("1001", busy()),
            Map.entry("1019", new PayOutcome.Failed(Outcome.PAYMENT_EXPIRED)),
            Map.entry("1025", new PayOutcome.Again(Outcome.PAYMENT_UNREACHABLE, SOON, 1)),
            Map.entry("9999", new PayOutcome.Again(Outcome.PAYMENT_UNREACHABLE, SOON, 1)),
            Map.entry("1032", new PayOutcome.Failed(Outcome.PAYMENT_CANCELLED)),
            Map.entry("2001", new PayOutcome.Failed(Outcome.PAYMENT_WRONG_PIN)));

    private DarajaCode() {}

    /** The customer's phone was taken by another transaction or an open dialog: asked again, twice at most. */
    static PayOutcome busy() {
        return new PayOutcome.Again(Outcome.PAYMENT_BUSY, AFTER_THE_DIALOG, 2);
    }

    /** What a callback means that does not say paid. */
    static PayOutcome told(String code) {
        if (code.equals("1037")) {
            return new PayOutcome.Doubtful(new PayOutcome.Failed(Outcome.PAYMENT_UNREACHABLE), UNREACHED);
        }
        return MEANINGS.containsKey(code) || OURS.contains(code) ? meaning(code) : doubted(code);
    }

    /** What a query's answer means that does not say paid; queries have said no of payments that succeeded. */
    static PayOutcome queried(String code) {
        return doubted(code);
    }

    private static PayOutcome doubted(String code) {
        PayOutcome then = code.equals("1037") ? new PayOutcome.Failed(Outcome.PAYMENT_UNREACHABLE) : meaning(code);
        return new PayOutcome.Doubtful(then, SOON);
    }

    /** Whether a result, of whatever was asked for, says that our credentials are of no use; then the operator hears of it. */
    static boolean isOurs(String code) {
        boolean ours = OURS.contains(code);
        if (ours) {
            LOG.error(
                    "TKL-7201 M-Pesa refuses our credentials (result {}): nobody can pay, or be given back, until they"
                            + " are mended",
                    code);
        }
        return ours;
    }

    private static PayOutcome meaning(String code) {
        if (isOurs(code)) {
            return new PayOutcome.Failed(Outcome.WALLET_UNAVAILABLE);
        }
        return MEANINGS.getOrDefault(code, new PayOutcome.Failed(Outcome.PAYMENT_DECLINED));
    }
}
