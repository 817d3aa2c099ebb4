package io.tokenline.payment.waafi;

import io.tokenline.Money;
import io.tokenline.Outcome;
import io.tokenline.payment.PayOutcome;
import io.tokenline.payment.http.Fields;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What WaafiPay answers. It answers failures with HTTP 200, too: only a code of success and an approved state together
 * mean money, and only what is listed means that there is none.
 *
 * @param status of HTTP
 * @param body of the answer
 */
record WaafiAnswer(int status, Fields body) {

    private static final Logger LOG = LoggerFactory.getLogger(WaafiAnswer.class);
    private static final String SUCCESS = "2001";
    private static final String APPROVED = "APPROVED";
    private static final String DUPLICATE = "RCS_DUPLICATE_REFERENCE";

    /** Already cancelled: what is asked for is so. */
    private static final Set<String> CANCELLED_BEFORE = Set.of("5202", "E10207");

    /** Keys and rights: nobody can pay until somebody mends them. */
    private static final Set<String> OURS = Set.of("5301", "5302", "5303", "5304", "5305", "5307", "5308");

    private static final Map<String, Outcome> CODES = Map.of(
            "5306", Outcome.PAYMENT_CANCELLED,
            "5309", Outcome.PAYMENT_EXPIRED,
            "5310", Outcome.PAYMENT_CANCELLED,
            "50333", Outcome.PAYMENT_NO_FUNDS);

    /** States of a transaction that took nothing. */
    private static final Set<String> NOT_TAKEN = Set.of("DECLINED", "REJECTED", "CANCELLED", "CANCELED", "FAILED");

    /** Words of answers after which the money may still be taken. */
    private static final List<String> OPEN = List.of("TIMEOUT", "TIMED", "PENDING", "PROCESSING", "SYSTEM_ERROR");

    /** Whether what was asked for is done. */
    boolean isApproved() {
        String error = body.text("errorCode");
        return status >= 200
                && status < 300
                && body.text("responseCode").equals(SUCCESS)
                && (error.isEmpty() || error.equals("0"))
                && state().equals(APPROVED);
    }

    private String state() {
        return body.text("params", "state").toUpperCase(Locale.ROOT);
    }

    /** WaafiPay's number of the transaction; empty where there is none. */
    String transactionId() {
        String id = body.text("params", "transactionId");
        return id.length() > 80 ? "" : id;
    }

    /** How much, where it says so in whole minor units. */
    Optional<Money> amount(Currency currency) {
        Optional<BigDecimal> amount = body.number("params", "txAmount");
        return amount.filter(found -> found.signum() > 0
                        && found.precision() - found.scale() <= 12
                        && found.stripTrailingZeros().scale() <= currency.getDefaultFractionDigits())
                .map(found -> Money.of(found, currency));
    }

    /** It had this reference before. */
    boolean isDuplicate() {
        return says(DUPLICATE);
    }

    boolean wasCancelledBefore() {
        return CANCELLED_BEFORE.contains(body.text("errorCode"))
                || CANCELLED_BEFORE.contains(body.text("responseCode"));
    }

    boolean isNotFound() {
        return status < 500 && says("NOT_FOUND");
    }

    private boolean says(String word) {
        return body.text("responseMsg").toUpperCase(Locale.ROOT).contains(word)
                || body.text("errorCode").contains(word);
    }

    /**
     * What an answer means that approves nothing. Where it is none that is listed, or comes from a server in trouble, the money
     * may be taken all the same.
     */
    PayOutcome refusal(String wallet, WaafiTerms terms) {
        String code = body.text("responseCode");
        String error = body.text("errorCode");
        if (code.isEmpty() || status >= 500) {
            return new PayOutcome.Unknown();
        }
        if (isDuplicate()) {
            return new PayOutcome.Untold();
        }
        if (OURS.contains(error) || OURS.contains(code)) {
            LOG.error(
                    "TKL-7300 wallet {}: our credentials are refused ({}): nobody can pay until they are mended",
                    wallet,
                    error);
            return new PayOutcome.Failed(Outcome.WALLET_UNAVAILABLE);
        }
        Optional<Outcome> listed = Optional.ofNullable(CODES.get(error))
                .or(() -> Optional.ofNullable(CODES.get(code)))
                .or(() -> terms.meaning(body.text("responseMsg") + " " + error));
        if (listed.isPresent()) {
            return new PayOutcome.Failed(listed.get());
        }
        boolean said = NOT_TAKEN.contains(state()) || terms.declines(body.text("responseMsg") + " " + error);
        if (said && !state().equals(APPROVED) && OPEN.stream().noneMatch(this::says)) {
            return new PayOutcome.Failed(Outcome.PAYMENT_DECLINED);
        }
        LOG.warn("TKL-7301 wallet {}: an answer that is not listed ({}, {}) says nothing", wallet, code, error);
        return new PayOutcome.Unknown();
    }
}
