package io.tokenline.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * An operator's gateway and its phones in a process of its own, to be killed: it binds again whenever it has to, lets phones
 * buy by a timetable, four of five by text, and writes each SMS into its journal before it answers for it.
 */
final class GatewayProcess {

    private static final int THREADS = 100;
    private static final int DIALS_ONE_OF = 5;
    private static final int FIRST_AMOUNT = 100;
    private static final long REBIND_MILLIS = 1_000;

    private final Journal journal;
    private final Operator operator;
    private final List<String> meters;
    private final Path stop;
    private final ThreadPoolExecutor phones =
            new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.SECONDS, new SynchronousQueue<>());
    private int round;

    private GatewayProcess(int port, Path folder, List<String> meters) {
        this.journal = new Journal(folder.resolve("gateway.txt"));
        this.operator = new Operator(port, "sandbox", (phone, text) -> journal.add("SMS", phone, text));
        this.meters = meters;
        this.stop = folder.resolve("stop");
        this.round = journal.lines("BEGUN", 2).size() * 1_000;
    }

    /** Arguments: the listener's port, a folder with {@code meters.txt}, purchases a second. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[1]);
        GatewayProcess gateway =
                new GatewayProcess(Integer.parseInt(args[0]), folder, Files.readAllLines(folder.resolve("meters.txt")));
        gateway.journal.add("BEGUN", "1");
        ScheduledExecutorService clock = Executors.newScheduledThreadPool(2);
        var unusedBinding = clock.scheduleWithFixedDelay(gateway::bind, 0, REBIND_MILLIS, TimeUnit.MILLISECONDS);
        var unusedBuying = clock.scheduleAtFixedRate(
                gateway::next, 1_000, 1_000 / Integer.parseInt(args[2]), TimeUnit.MILLISECONDS);
        System.out.println("ready");
    }

    private void bind() {
        try {
            if (!operator.isBound()) {
                operator.bind();
            }
        } catch (Exception e) {
            // the server is down just now; the next turn tries again
        }
    }

    private void next() {
        if (Files.exists(stop) || !operator.isBound()) {
            return;
        }
        int number = round++;
        try {
            phones.execute(() -> buy(number));
        } catch (RejectedExecutionException e) {
            journal.add("SKIPPED", "1"); // too many phones wait for an answer
        }
    }

    private void buy(int number) {
        String phone = phone(number % meters.size());
        String meter = meters.get(number % meters.size());
        String amount = Integer.toString(FIRST_AMOUNT + number / meters.size() % 1_000);
        try {
            if (number % DIALS_ONE_OF != 0) {
                operator.text(phone, "BUY " + meter + " " + amount);
                return;
            }
            Operator.Screen end = operator.buy(phone, meter, amount);
            if (end.last() && end.text().startsWith("Request ")) {
                journal.add("ASKED", end.text().replaceFirst("(?s)^\\w+ (\\w+)[.:].*$", "$1"), phone);
            }
        } catch (Exception e) {
            journal.add("BROKEN", "1"); // the server died meanwhile
        }
    }

    /** The phone of a meter. */
    static String phone(int index) {
        return String.format("2547900%05d", index);
    }
}
