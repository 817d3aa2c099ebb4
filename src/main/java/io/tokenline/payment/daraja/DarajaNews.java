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
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

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

    /** How a reversal stands; then comes the refund. */
    static final String REVERSAL_STATE = "back-state/";

    /** How a payment stands that a customer began. */
    static final String BILL_STATE = "bill/state";

    /** How a payment stands whose reversal was not answered; then comes the refund. */
    static final String PAYMENT_STATE = "paid-state/";

    /** The payment was reversed before. */
    private static final String REVERSED_BEFORE = "R000001";

    private static final int ID_MAX = 36;
    private static final int RECEIPT_MAX = 40;
    private static final int ACCOUNT_MAX = 40;

    /** Reads a callback; empty where it makes no sense. */
    Optional<News> read(Wallet.Call call) {
        Fields body = Fields.of(call.body());
        DarajaCode.isOurs(body.text("Result", "ResultCode")); // of a reversal, or of a question about one
        if (call.path().startsWith(PUSH)) {
            return push(body.at("Body", "stkCallback"), id(call.path(), PUSH));
        }
        if (call.path().equals(HAS_PAID)) {
            return paidUnasked(body);
        }
        if (call.path().startsWith(REVERSAL)) {
            return reversal(body.at("Result"), id(call.path(), REVERSAL));
        }
        if (call.path().equals(BILL_STATE)) {
            return confirmed(body.at("Result"));
        }
        if (call.path().startsWith(REVERSAL_STATE)) {
            return state(body.at("Result"), id(call.path(), REVERSAL_STATE), true);
        }
        if (call.path().startsWith(PAYMENT_STATE)) {
            return state(body.at("Result"), id(call.path(), PAYMENT_STATE), false);
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
        String conversation = DarajaReversals.conversation(result);
        String code = result.text("ResultCode");
        if (conversation.isEmpty() || conversation.length() > 80 || code.isEmpty() || code.length() > 20) {
            return Optional.empty();
        }
        RefundOutcome outcome = code.equals(DarajaCode.PAID) || code.equals(REVERSED_BEFORE)
                ? new RefundOutcome.Refunded(result.text("TransactionID"))
                : new RefundOutcome.Refused(Outcome.REFUND_REFUSED);
        return Optional.of(new News.OfRefund("reversal " + conversation + " " + code, refund, conversation, outcome));
    }

    /** Only a payment that is complete is confirmed; anything else says nothing. */
    private Optional<News> confirmed(Fields result) {
        String conversation = result.text("ConversationID");
        String receipt =
                parameter(result, "ReceiptNo").map(found -> found.text("Value")).orElse("");
        boolean complete = result.text("ResultCode").equals(DarajaCode.PAID)
                && parameter(result, "TransactionStatus")
                        .filter(found -> found.text("Value").equalsIgnoreCase("completed"))
                        .isPresent();
        if (!complete || conversation.length() > 80 || receipt.isEmpty() || receipt.length() > RECEIPT_MAX) {
            return Optional.empty();
        }
        return parameter(result, "Amount")
                .flatMap(found -> found.number("Value"))
                .flatMap(this::money)
                .map(amount -> new News.Confirmed(conversation, receipt, amount));
    }

    private static Optional<Fields> parameter(Fields result, String name) {
        return result.list("ResultParameters", "ResultParameter").stream()
                .filter(parameter -> parameter.text("Key").equals(name))
                .findFirst();
    }

    /** What TransactionStatus says; a query that failed says nothing of the money. */
    private static Optional<News> state(Fields result, Optional<String> refund, boolean ofReversal) {
        String conversation = result.text("ConversationID");
        if (conversation.isEmpty() || conversation.length() > 80 || refund.isEmpty()) {
            return Optional.empty();
        }
        String state = parameter(result, "TransactionStatus")
                .map(found -> found.text("Value").toLowerCase(Locale.ROOT))
                .orElse("");
        boolean found = result.text("ResultCode").equals(DarajaCode.PAID);
        RefundOutcome outcome = new RefundOutcome.Unknown();
        if (found && (ofReversal ? state.equals("completed") : state.contains("reversed"))) {
            outcome = new RefundOutcome.Refunded("");
        } else if (found
                && ofReversal
                && Set.of("declined", "failed", "cancelled", "expired").contains(state)) {
            outcome = new RefundOutcome.Refused(Outcome.REFUND_REFUSED);
        }
        return Optional.of(new News.OfRefund("state " + conversation, refund, "", outcome));
    }
}
