package io.tokenline.it;

import io.tokenline.payment.http.StandIn;
import io.tokenline.payment.http.StandIn.Answer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * M-Pesa in a process of its own, to be killed: what it has taken stands in its journal before anybody hears of it. Of a
 * hundred pushes it refuses three, breaks off the answer of two, tells five twice and two never; of three it says that the phone
 * cannot be reached, and its customer pays all the same, perhaps a second time.
 */
final class WalletProcess {

    private static final int REFUSED = 3;
    private static final int UNANSWERED = REFUSED + 2;
    private static final int TWICE = UNANSWERED + 5;
    private static final int UNTOLD = TWICE + 2;
    private static final int UNREACHABLE = UNTOLD + 3;
    private static final int SOONEST_MILLIS = 200;
    private static final int SPREAD_MILLIS = 1_000;
    private static final int REACHED_SOONEST_MILLIS = 10_000;
    private static final int REACHED_SPREAD_MILLIS = 20_000;
    private static final String CANCELLED = "1032";
    private static final String NOT_REACHED = "1025";

    private final Journal journal;
    private final Random random = new Random();
    private final Map<String, String> results = new ConcurrentHashMap<>();
    private final ScheduledExecutorService later = Executors.newScheduledThreadPool(4);
    private final HttpClient http = HttpClient.newHttpClient();

    private WalletProcess(Journal journal) {
        this.journal = journal;
        journal.lines("PAID", 5).forEach(line -> results.put(line.get(1), "0"));
        journal.lines("REFUSED", 3).forEach(line -> results.put(line.get(1), CANCELLED));
    }

    /** Arguments: a port, the journal. */
    @SuppressWarnings("resource") // open until the process is killed
    public static void main(String[] args) {
        WalletProcess wallet = new WalletProcess(new Journal(Path.of(args[1])));
        StandIn[] server = new StandIn[1];
        server[0] = new StandIn(Integer.parseInt(args[0]), asked -> {
            server[0].asked.clear();
            return wallet.answer(asked);
        });
        System.out.println("ready");
    }

    private Answer answer(StandIn.Asked asked) {
        return switch (asked.path()) {
            case "/oauth/v1/generate" -> Answer.ok("{'access_token':'t','expires_in':'3599'}");
            case "/mpesa/stkpush/v1/processrequest" -> push(asked);
            case "/mpesa/stkpushquery/v1/query" -> query(asked.body().text("CheckoutRequestID"));
            case "/mpesa/reversal/v1/request" -> reversal(asked);
            default -> Answer.of(404, "{'errorCode':'404.001.01'}");
        };
    }

    private Answer push(StandIn.Asked asked) {
        int lot = random.nextInt(100);
        String id = "ws_CO_" + UUID.randomUUID();
        String sale = asked.body().text("AccountReference");
        URI url = URI.create(asked.body().text("CallBackURL"));
        if (lot < REFUSED) {
            journal.add("REFUSED", id, sale);
            results.put(id, CANCELLED);
            tell(url, told(id, CANCELLED, ""));
        } else if (lot >= UNTOLD && lot < UNREACHABLE) {
            tell(url, told(id, NOT_REACHED, ""));
            String amount = asked.body().text("Amount");
            Runnable paying = () -> payAfterAll(url, id, sale, amount);
            var unused = later.schedule(
                    paying, REACHED_SOONEST_MILLIS + random.nextInt(REACHED_SPREAD_MILLIS), TimeUnit.MILLISECONDS);
        } else {
            String receipt = receipt();
            String amount = asked.body().text("Amount");
            journal.add("PAID", id, sale, amount, receipt);
            results.put(id, "0");
            String said = told(id, "0", metadata(amount, receipt));
            if (lot < TWICE || lot >= UNTOLD) {
                tell(url, said);
            }
            if (lot >= UNANSWERED && lot < TWICE) {
                tell(url, said);
            }
            if (lot < UNANSWERED) {
                return Answer.none();
            }
        }
        return Answer.ok("{'MerchantRequestID':'m','CheckoutRequestID':'" + id
                + "','ResponseCode':'0','ResponseDescription':'Success','CustomerMessage':'Success'}");
    }

    private void payAfterAll(URI url, String id, String sale, String amount) {
        String receipt = receipt();
        journal.add("PAID", id, sale, amount, receipt);
        results.put(id, "0");
        tell(url, told(id, "0", metadata(amount, receipt)));
    }

    private static String receipt() {
        return "R" + UUID.randomUUID().toString().replace("-", "").substring(0, 15);
    }

    /** Once, as Daraja does, whatever is answered. */
    private void tell(URI url, String body) {
        HttpRequest request = HttpRequest.newBuilder(url)
                .timeout(Duration.ofSeconds(10))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
        Runnable call = () -> {
            var unused = http.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        };
        var unused = later.schedule(call, SOONEST_MILLIS + random.nextInt(SPREAD_MILLIS), TimeUnit.MILLISECONDS);
    }

    private static String told(String id, String code, String more) {
        return "{\"Body\":{\"stkCallback\":{\"MerchantRequestID\":\"m\",\"CheckoutRequestID\":\"" + id
                + "\",\"ResultCode\":" + code + ",\"ResultDesc\":\"…\"" + more + "}}}";
    }

    private static String metadata(String amount, String receipt) {
        return ",\"CallbackMetadata\":{\"Item\":[{\"Name\":\"Amount\",\"Value\":" + amount
                + ".00},{\"Name\":\"MpesaReceiptNumber\",\"Value\":\"" + receipt + "\"}]}";
    }

    private Answer query(String id) {
        String code = results.get(id);
        return code == null
                ? Answer.of(500, "{'requestId':'r','errorCode':'500.001.1001','errorMessage':'being processed'}")
                : Answer.ok("{'ResponseCode':'0','CheckoutRequestID':'" + id + "','ResultCode':'" + code
                        + "','ResultDesc':'…'}");
    }

    private Answer reversal(StandIn.Asked asked) {
        String conversation = "AG_" + UUID.randomUUID();
        String originator = UUID.randomUUID().toString();
        journal.add("REVERSED", asked.body().text("TransactionID"), asked.body().text("Amount"));
        tell(
                URI.create(asked.body().text("ResultURL")),
                "{\"Result\":{\"ResultType\":0,\"ResultCode\":0,\"ResultDesc\":\"done\",\"OriginatorConversationID\":\""
                        + originator + "\",\"ConversationID\":\"" + conversation + "\",\"TransactionID\":\"V"
                        + conversation + "\"}}");
        return Answer.ok("{'OriginatorConversationID':'" + originator + "','ConversationID':'" + conversation
                + "','ResponseCode':'0'}");
    }
}
