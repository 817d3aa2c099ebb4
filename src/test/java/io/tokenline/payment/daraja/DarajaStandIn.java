package io.tokenline.payment.daraja;

import io.tokenline.payment.http.StandIn;
import io.tokenline.payment.http.StandIn.Answer;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

/**
 * M-Pesa on loopback. What becomes of a push is told by the last two digits of its amount: 91 paid, told late only; 92
 * told twice; 93 told before the push is answered; 94 told failed after paid; 95 ten shillings less, 07 too; 96 silence; 97
 * reversals are not answered; 1x fails with the x-th code of {@link #CODES}; everything else is paid and told.
 */
public final class DarajaStandIn implements AutoCloseable {

    /** Codes by the last digit of amounts that end in 1x. */
    public static final List<String> CODES =
            List.of("1", "17", "26", "1001", "1019", "1025", "1032", "1037", "2001", "8006");

    private final StandIn server;
    private final BiConsumer<URI, String> caller;
    private final Queue<Runnable> due = new ConcurrentLinkedQueue<>();
    private final Map<String, String> results = new ConcurrentHashMap<>();
    private final AtomicInteger numbers;

    /**
     * Opens.
     *
     * @param port 0 takes a free one
     * @param caller takes callbacks to where they go
     */
    public DarajaStandIn(int port, BiConsumer<URI, String> caller) {
        this.caller = caller;
        this.numbers = new AtomicInteger(StandIn.firstNumber(port));
        this.server = new StandIn(port, this::answer);
    }

    /** Where it is, and what it was asked. */
    public StandIn server() {
        return server;
    }

    /** Tells whatever is to be told; returns how much it was. */
    public int tell() {
        int told = 0;
        for (Runnable next = due.poll(); next != null; next = due.poll()) {
            next.run();
            told++;
        }
        return told;
    }

    private Answer answer(StandIn.Asked asked) {
        return switch (asked.path()) {
            case "/oauth/v1/generate" -> Answer.ok("{'access_token':'t','expires_in':'3599'}");
            case "/mpesa/stkpush/v1/processrequest" -> push(asked);
            case "/mpesa/stkpushquery/v1/query" -> query(asked.body().text("CheckoutRequestID"));
            case "/mpesa/reversal/v1/request" -> reversal(asked);
            case "/mpesa/transactionstatus/v1/query" -> Answer.ok("{'ConversationID':'AG_S1','ResponseCode':'0'}");
            case "/mpesa/c2b/v2/registerurl" -> Answer.ok("{'ResponseCode':'0'}");
            default -> Answer.of(404, "{'errorCode':'404.001.01'}");
        };
    }

    private Answer push(StandIn.Asked asked) {
        int number = numbers.incrementAndGet();
        String id = "ws_CO_" + number;
        URI url = URI.create(asked.body().text("CallBackURL"));
        int amount = Integer.parseInt(asked.body().text("Amount"));
        String paid = paid(id, number, amount, asked.body().text("PhoneNumber"));
        switch (amount % 100) {
            case 91 -> later(() -> caller.accept(url, paid));
            case 92 -> {
                now(id, url, paid);
                now(id, url, paid);
            }
            case 93 -> {
                results.put(id, "0");
                caller.accept(url, paid);
            }
            case 94 -> {
                now(id, url, paid);
                later(() -> caller.accept(url, failed(id, number, "1032")));
            }
            case 7, 95 ->
                now(id, url, paid(id, number, amount - 10, asked.body().text("PhoneNumber")));
            case 96 -> {}
            default -> {
                String code = amount % 100 / 10 == 1 ? CODES.get(amount % 10) : "0";
                results.put(id, code);
                later(() -> caller.accept(url, code.equals("0") ? paid : failed(id, number, code)));
            }
        }
        return Answer.ok("{'MerchantRequestID':'m-" + number + "','CheckoutRequestID':'" + id
                + "','ResponseCode':'0','ResponseDescription':'Success','CustomerMessage':'Success'}");
    }

    private void now(String id, URI url, String body) {
        results.put(id, "0");
        later(() -> caller.accept(url, body));
    }

    private void later(Runnable call) {
        due.add(call);
    }

    private Answer query(String id) {
        String code = results.get(id);
        return code == null
                ? Answer.of(500, "{'requestId':'r','errorCode':'500.001.1001','errorMessage':'being processed'}")
                : Answer.ok("{'ResponseCode':'0','CheckoutRequestID':'" + id + "','ResultCode':'" + code
                        + "','ResultDesc':'…'}");
    }

    private Answer reversal(StandIn.Asked asked) {
        if (Integer.parseInt(asked.body().text("Amount")) % 100 == 97) {
            return Answer.none();
        }
        String conversation = "AG_" + numbers.incrementAndGet();
        URI url = URI.create(asked.body().text("ResultURL"));
        later(() -> caller.accept(
                url,
                Json.createObjectBuilder()
                        .add(
                                "Result",
                                Json.createObjectBuilder()
                                        .add("ResultType", 0)
                                        .add("ResultCode", 0)
                                        .add("ResultDesc", "done")
                                        .add("OriginatorConversationID", "o")
                                        .add("ConversationID", conversation)
                                        .add("TransactionID", "RVR" + conversation))
                        .build()
                        .toString()));
        return Answer.ok("{'OriginatorConversationID':'o','ConversationID':'" + conversation + "','ResponseCode':'0'}");
    }

    private static String paid(String id, int number, int shillings, String phone) {
        JsonArrayBuilder items = Json.createArrayBuilder()
                .add(item("Amount").add("Value", new BigDecimal(shillings).setScale(2)))
                .add(item("MpesaReceiptNumber").add("Value", String.format("AAA%07d", number)))
                .add(item("Balance"))
                .add(item("TransactionDate").add("Value", 20260101120500L))
                .add(item("PhoneNumber").add("Value", Long.parseLong(phone)));
        return callback(id, number, 0)
                .add("CallbackMetadata", Json.createObjectBuilder().add("Item", items))
                .build()
                .toString()
                .transform(DarajaStandIn::wrapped);
    }

    private static JsonObjectBuilder item(String name) {
        return Json.createObjectBuilder().add("Name", name);
    }

    private static String failed(String id, int number, String code) {
        return wrapped(callback(id, number, Integer.parseInt(code)).build().toString());
    }

    private static JsonObjectBuilder callback(String id, int number, int code) {
        return Json.createObjectBuilder()
                .add("MerchantRequestID", "m-" + number)
                .add("CheckoutRequestID", id)
                .add("ResultCode", code)
                .add("ResultDesc", "…");
    }

    private static String wrapped(String callback) {
        return "{\"Body\":{\"stkCallback\":" + callback + "}}";
    }

    @Override
    public void close() {
        server.close();
    }
}
