package io.tokenline.payment.waafi;

import io.tokenline.payment.http.Fields;
import io.tokenline.payment.http.StandIn;
import io.tokenline.payment.http.StandIn.Answer;
import java.math.BigDecimal;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * WaafiPay on loopback. It takes a reference once; what becomes of it is told by the last two digits of the amount's whole
 * part: 90 the balance is too low; 94 the first two commits are not answered; 96 it is taken and never answered; 97 the
 * first two cancels are not answered; everything else is approved.
 */
public final class WaafiStandIn implements AutoCloseable {

    private static final String DUPLICATE = refusal("RCS_DUPLICATE_REFERENCE");

    /** What it holds or took: by transaction, what became of it. */
    private final Map<String, String> states = new ConcurrentHashMap<>();

    private final Map<String, Integer> amounts = new ConcurrentHashMap<>();
    private final Map<String, String> references = new ConcurrentHashMap<>();
    private final Map<String, AtomicInteger> tries = new ConcurrentHashMap<>();
    private final AtomicInteger numbers;
    private final StandIn server;

    /** Opens; port 0 takes a free one. */
    public WaafiStandIn(int port) {
        this.numbers = new AtomicInteger(StandIn.firstNumber(port));
        this.server = new StandIn(port, asked -> answer(asked.body()));
    }

    /** Where it is, and what it was asked. */
    public StandIn server() {
        return server;
    }

    /** How many transactions stand so: HELD, TAKEN or FREE. */
    public long count(String state) {
        return states.values().stream().filter(state::equals).count();
    }

    private Answer answer(Fields body) {
        Fields sent = body.at("serviceParams");
        return switch (body.text("serviceName")) {
            case "API_PREAUTHORIZE" -> take(sent, "HELD");
            case "API_PURCHASE" -> take(sent, "TAKEN");
            case "API_PREAUTHORIZE_COMMIT" -> settle(sent, "TAKEN", 94);
            case "API_PREAUTHORIZE_CANCEL" -> settle(sent, "FREE", 97);
            case "API_CANCELPURCHASE" -> settle(sent, "FREE", 97);
            default -> Answer.ok(refusal("RCS_UNKNOWN_SERVICE"));
        };
    }

    private Answer take(Fields sent, String state) {
        String reference = sent.text("transactionInfo", "referenceId");
        String amount = sent.text("transactionInfo", "amount");
        String id = Integer.toString(numbers.incrementAndGet());
        if (references.putIfAbsent(reference, id) != null) {
            return Answer.ok(DUPLICATE);
        }
        int ending = new BigDecimal(amount).intValue() % 100;
        if (ending == 90) {
            return Answer.ok(refusal("Haraaga xisaabtaadu kuguma filna"));
        }
        states.put(id, state);
        amounts.put(id, ending);
        return ending == 96 ? Answer.none() : Answer.ok(approved(reference, id, amount));
    }

    private Answer settle(Fields sent, String state, int stubborn) {
        String id = sent.text("transactionId");
        if (!states.containsKey(id)) {
            return Answer.ok(refusal("RCS_TRAN_NOT_FOUND"));
        }
        int tried = tries.computeIfAbsent(id, any -> new AtomicInteger()).incrementAndGet();
        if (amounts.getOrDefault(id, 0) == stubborn && tried <= 2) {
            return Answer.none();
        }
        states.put(id, state);
        return Answer.ok(approved(sent.text("referenceId"), id, "0"));
    }

    private static String approved(String reference, String id, String amount) {
        return "{'schemaVersion':'1.0','responseCode':'2001','errorCode':'0','responseMsg':'RCS_SUCCESS','params':"
                + "{'state':'APPROVED','referenceId':'" + reference + "','transactionId':'" + id
                + "','issuerTransactionId':'x','txAmount':'" + amount + "'}}";
    }

    private static String refusal(String text) {
        return "{'schemaVersion':'1.0','responseCode':'5206','errorCode':'E10205','responseMsg':'" + text
                + "','params':{}}";
    }

    @Override
    public void close() {
        server.close();
    }
}
