package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.cloudhopper.smpp.pdu.BaseSm;
import io.tokenline.Database;
import io.tokenline.Msisdn;
import io.tokenline.Rooms;
import io.tokenline.delivery.Dispatch;
import io.tokenline.delivery.Message;
import io.tokenline.delivery.MessageSender;
import io.tokenline.delivery.OutboundText;
import io.tokenline.delivery.Outbox;
import io.tokenline.delivery.Receipts;
import io.tokenline.delivery.SendResult;
import io.tokenline.delivery.Sent;
import io.tokenline.vault.Vault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every connection is cut at random while SMS go out, and each SMS arrives: twice only where the response of the first
 * was cut off. A long run with {@code -Dlong.runs=true}, another one with {@code -Dcuts.seed=}.
 */
class CutsIT {

    private static final int CUTS = Boolean.getBoolean("long.runs") ? 1_000 : 20;
    private static final long SEED = Long.getLong("cuts.seed", 62_055);
    private static final int UNDER_WAY = 60;
    private static final int PHONES = 10;
    private static final int FURTHEST_OCTET = 800;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMillis(20);
    /** What a sender takes in this moment must not look as if he had died. */
    private static final Duration LESS_THAN_A_LEASE = Duration.ofSeconds(30);

    private static final Pattern MARK = Pattern.compile("#(\\d+)\\.");

    private final Random random = new Random(SEED);
    private final Database database = Database.h2();
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final AtomicInteger owed = new AtomicInteger();
    private final Map<String, AtomicInteger> taken = new ConcurrentHashMap<>();
    private final Map<String, List<Try>> tries = new ConcurrentHashMap<>();
    private final List<String> wrong = new CopyOnWriteArrayList<>();
    private final List<AutoCloseable> open = new ArrayList<>();
    private Rooms rooms;

    /** What became of a text once, and how soon that was known. */
    private record Try(SendResult result, long millis) {

        boolean taken() {
            return result == SendResult.ACCEPTED || result == SendResult.TAKEN;
        }
    }

    @BeforeEach
    void open() throws Exception {
        rooms = new Rooms(database);
        rooms.get(Vault.class).createIfMissing();
        var unused = timer.scheduleAtFixedRate(
                () -> database.clock().pass(STEP), STEP.toMillis(), STEP.toMillis(), TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void close() throws Exception {
        timer.shutdownNow();
        for (int i = open.size() - 1; i >= 0; i--) {
            open.get(i).close();
        }
    }

    private <T extends AutoCloseable> T opened(T closeable) {
        open.add(closeable);
        return closeable;
    }

    @Test
    void whereTheOperatorBindsToUsEverySmsArrives() throws Exception {
        ListenerBed bed = opened(new ListenerBed());
        bed.listener.onBound(rooms.get(Outbox.class)::linkIsUp);
        Cable cable = opened(new Cable(bed.listener.port()));
        opened(new Redialler(cable.port(), 2, this::taken, wrong::add));
        assertTrue(ListenerBed.eventually(() -> bed.listener.binds().size() == 2));
        everySmsArrives("sandbox", bed.sender, cable, "delivered");
    }

    @Test
    void whereWeBindToTheOperatorEverySmsArrives() throws Exception {
        Gateway gateway = opened(new Gateway());
        gateway.answer = submit -> {
            taken(submit);
            return 0;
        };
        Cable cable = opened(new Cable(gateway.port));
        LinkBed bed = opened(new LinkBed(LinkBed.terms(cable.port(), BindMode.TRX, 2), Gateway.PASSWORD).start());
        bed.binds.onBound(rooms.get(Outbox.class)::linkIsUp);
        assertTrue(bed.becomes("UP"));
        everySmsArrives("telco", bed.sender, cable, "sent");
    }

    private void everySmsArrives(String link, MessageSender operators, Cable cable, String end) throws Exception {
        Outbox outbox = rooms.get(Outbox.class);
        opened(new Dispatch(outbox, rooms.get(Receipts.class), text -> watched(text, operators.send(text))));
        for (int cut = 1; cut <= CUTS; cut++) {
            plan(cable);
            int until = cut;
            loadUntil(outbox, link, () -> cable.cuts() >= until, "cut " + cut);
            int arrived = taken.size() + random.nextInt(UNDER_WAY);
            loadUntil(outbox, link, () -> taken.size() >= arrived, "traffic after cut " + cut);
        }
        assertTrue(
                eventually(() -> isOver(end)),
                () -> "left over: "
                        + database.names("select state || ' ' || tries from outbox_message where state <> '"
                                + end.toUpperCase(java.util.Locale.ROOT) + "'"));
        assertEquals(owed.get(), taken.size(), "none is lost");
        assertEquals(List.of(), wrong);
        doubledOnlyWhereTheResponseWasCutOff(cable);
    }

    /** On a connection that is open, or at the bind of the next one. */
    private void plan(Cable cable) {
        Cable.Direction[] directions = Cable.Direction.values();
        Cable.Kind[] kinds = Cable.Kind.values();
        Cable.Cut cut = new Cable.Cut(
                directions[random.nextInt(directions.length)],
                random.nextInt(FURTHEST_OCTET),
                kinds[random.nextInt(kinds.length)]);
        List<Cable.Strand> strands = cable.open();
        boolean next = strands.isEmpty() || random.nextInt(4) == 0;
        if (next) {
            cable.cutNext(cut);
        }
        if (!strands.isEmpty()) {
            strands.get(random.nextInt(strands.size())).cut(cut);
        }
    }

    private interface Condition {
        boolean holds();
    }

    private void loadUntil(Outbox outbox, String link, Condition condition, String what) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            assertTrue(System.nanoTime() - deadline < 0, what);
            if (owed.get() - taken.size() < UNDER_WAY) {
                database.tx(() -> owe(outbox, link));
            } else {
                LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
            }
        }
    }

    /** Each fourth in two parts. */
    private void owe(Outbox outbox, String link) {
        int number = owed.incrementAndGet();
        String text = "Token " + "x".repeat(number % 4 == 0 ? 200 : 20) + " #" + number + ".";
        outbox.owe(
                "key " + number,
                Message.Kind.TOKEN,
                Optional.of("R" + number),
                link,
                new Msisdn("25470000000" + number % PHONES),
                text);
    }

    private CompletionStage<Sent> watched(OutboundText text, CompletionStage<Sent> sent) {
        String mark = mark(text.text()).orElseThrow();
        long begun = System.nanoTime();
        return sent.thenApply(result -> {
            List<Try> before = tries.computeIfAbsent(mark, m -> new CopyOnWriteArrayList<>());
            if (before.stream().anyMatch(Try::taken)) {
                wrong.add(mark + " was sent again after " + before);
            }
            before.add(new Try(result.result(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun)));
            return result;
        });
    }

    private void taken(BaseSm<?> message) {
        mark(new String(message.getShortMessage(), StandardCharsets.ISO_8859_1))
                .ifPresent(mark ->
                        taken.computeIfAbsent(mark, m -> new AtomicInteger()).incrementAndGet());
    }

    private static Optional<String> mark(String text) {
        Matcher mark = MARK.matcher(text);
        return mark.find() ? Optional.of(mark.group(1)) : Optional.empty();
    }

    /** What waits for its next try need not be waited for; what is being sent must come to an end by itself. */
    private boolean isOver(String end) {
        long sending = database.count("select count(*) from outbox_message where state = 'SENDING'");
        long done = database.count(
                "select count(*) from outbox_message where state = '" + end.toUpperCase(java.util.Locale.ROOT) + "'");
        if (sending == 0 && done < owed.get()) {
            database.clock().pass(LESS_THAN_A_LEASE);
        }
        return done == owed.get();
    }

    private static boolean eventually(Condition condition) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() - deadline > 0) {
                return false;
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        return true;
    }

    private void doubledOnlyWhereTheResponseWasCutOff(Cable cable) {
        Map<String, List<Cable.Carried>> ways =
                cable.carried().stream().collect(Collectors.groupingBy(Cable.Carried::mark));
        for (Map.Entry<String, AtomicInteger> each : taken.entrySet()) {
            List<Cable.Carried> way = ways.getOrDefault(each.getKey(), List.of());
            List<Try> said = tries.getOrDefault(each.getKey(), List.of());
            long silences =
                    said.stream().filter(t -> t.result() == SendResult.UNKNOWN).count();
            int again = each.getValue().get() - 1;
            assertTrue(again <= silences, () -> "text " + each.getKey() + ": " + said + " over " + way);
            long heard = way.stream()
                    .filter(w -> w.answeredAfter().filter(CutsIT::inTime).isPresent()
                            && !w.kind().equals(Optional.of(Cable.Kind.RESET)))
                    .count();
            assertTrue(heard <= 1, () -> "text " + each.getKey() + " was answered: " + said + " over " + way);
        }
    }

    /** On a machine that is busy with other things a response may come when nobody waits for it any more. */
    private static boolean inTime(Duration after) {
        return after.compareTo(ListenerBed.RESPONSE.dividedBy(2)) < 0;
    }
}
