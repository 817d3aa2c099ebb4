package io.tokenline.payment.daraja;

import io.tokenline.Money;
import io.tokenline.Outcome;
import io.tokenline.payment.News;
import io.tokenline.payment.PayOutcome;
import io.tokenline.payment.RefundOutcome;
import io.tokenline.payment.Wallet;
import io.tokenline.payment.http.Fields;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/**
 * Reads what Daraja calls back with: by name, whatever is missing, added, or a text instead of a number.
 *
 * @param currency of its amounts
 */
record DarajaNews(Currency currency) {

    /** Behind our own part of the address: results of pushes; then comes the attempt. */
    static final String PUSH = "push/";

    /** Customers who begin in their menu: may they, and they did. */
    static final String MAY_PAY = "bill/check";

    static final String HAS_PAID = "bill/done";

    /** Results of reversals; then comes the refund. */
    static final String REVERSAL = "back/";

    /** A reversal that Daraja could not queue in time, which says nothing. */
    static final String REVERSAL_LATE = "back-late/";

    private static final int ID_MAX = 36;
    private static final int RECEIPT_MAX = 40;
    private static final int ACCOUNT_MAX = 40;

    /** Reads a callback; empty where it makes no sense. */
    Optional<News> read(Wallet.Call call) {
        Fields body = Fields.of(call.body());
        if (call.path().startsWith(PUSH)) {
            return push(body.at("Body", "stkCallback"), id(call.path(), PUSH));
        }
        if (call.path().equals(HAS_PAID)) {
            return paidUnasked(body);
        }
        if (call.path().startsWith(REVERSAL)) {
            return reversal(body.at("Result"), id(call.path(), REVERSAL));
        }
        if (call.path().startsWith(REVERSAL_LATE)) {
            Optional<String> id = id(call.path(), REVERSAL_LATE);
            return Optional.of(
                    new News.OfRefund("reversal late " + id.orElse(""), id, "", new RefundOutcome.Unknown()));
        }
        return Optional.empty();
    }

    private static Optional<String> id(String path, String before) {
        String id = path.substring(before.length());
        return id.matches("[A-Za-z0-9-]{1," + ID_MAX + "}") ? Optional.of(id) : Optional.empty();
    }

    private Optional<News> push(Fields callback, Optional<String> attempt) {
        String pushId = callback.text("CheckoutRequestID");
        String code = callback.text("ResultCode");
        if (pushId.isEmpty() || pushId.length() > 80 || code.isEmpty() || code.length() > 20) {
            return Optional.empty();
        }
        return outcome(callback, pushId, code)
                .map(outcome -> new News.OfAttempt("push " + pushId + " " + code, attempt, pushId, outcome));
    }

    private Optional<PayOutcome> outcome(Fields callback, String pushId, String code) {
        if (!code.equals(DarajaCode.PAID)) {
            return Optional.of(DarajaCode.told(code));
        }
        Optional<Money> amount =
                item(callback, "Amount").flatMap(found -> found.number("Value")).flatMap(this::money);
        String receipt = item(callback, "MpesaReceiptNumber")
                .map(found -> found.text("Value"))
                .orElse("");
        return receipt.isEmpty() || receipt.length() > RECEIPT_MAX
                ? Optional.empty()
                : amount.map(received -> new PayOutcome.Paid(pushId, received, receipt));
    }

    private static Optional<Fields> item(Fields callback, String name) {
        return callback.list("CallbackMetadata", "Item").stream()
                .filter(item -> item.text("Name").equals(name))
                .findFirst();
    }

    /** An amount with no more decimals than the currency has. */
    private Optional<Money> money(BigDecimal amount) {
        boolean fits = amount.signum() > 0
                && amount.stripTrailingZeros().scale() <= currency.getDefaultFractionDigits()
                && amount.precision() - amount.scale() <= 12;
        return fits ? Optional.of(Money.of(amount, currency)) : Optional.empty();
    }

    /** The account of a payment that nobody asked for, and how much. */
    Optional<Wallet.Question> question(Fields body) {
        String account = body.text("BillRefNumber");
        return body.number("TransAmount")
                .flatMap(this::money)
                .map(amount ->
                        new Wallet.Question(account.substring(0, Math.min(ACCOUNT_MAX, account.length())), amount));
    }

    private Optional<News> paidUnasked(Fields body) {
        String receipt = body.text("TransID");
        if (receipt.isEmpty() || receipt.length() > RECEIPT_MAX) {
            return Optional.empty();
        }
        return question(body)
                .map(asked -> new News.Incoming("bill " + receipt, receipt, asked.account(), asked.amount()));
    }

    private static Optional<News> reversal(Fields result, Optional<String> refund) {
        String conversation = result.text("ConversationID");
        String code = result.text("ResultCode");
        if (conversation.isEmpty() || conversation.length() > 80 || code.isEmpty() || code.length() > 20) {
            return Optional.empty();
        }
        RefundOutcome outcome = code.equals(DarajaCode.PAID)
                ? new RefundOutcome.Refunded(result.text("TransactionID"))
                : new RefundOutcome.Refused(Outcome.REFUND_REFUSED);
        return Optional.of(new News.OfRefund("reversal " + conversation + " " + code, refund, conversation, outcome));
    }
}
