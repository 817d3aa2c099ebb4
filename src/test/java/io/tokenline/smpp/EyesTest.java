package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Msisdn;
import io.tokenline.TestClock;
import io.tokenline.smpp.codec.PduName;
import io.tokenline.smpp.codec.PduOutline;
import io.tokenline.smpp.codec.Pdus;
import io.tokenline.smpp.codec.Tlv;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What of the wire is counted, and what is shown. */
class EyesTest {

    private static final Msisdn PHONE = new Msisdn("254700000001");
    private static final byte[] SECRET = "1234 5678 9012".getBytes(StandardCharsets.US_ASCII);

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord line) {
            lines.add(String.valueOf(line.getMessage()));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private final Logger log = Logger.getLogger(Witness.class.getName());
    private ListenerBed bed;

    @BeforeEach
    void open() throws IOException {
        bed = new ListenerBed();
        log.setLevel(Level.INFO);
        log.addHandler(handler);
    }

    @AfterEach
    void close() {
        log.removeHandler(handler);
        log.setLevel(null);
        bed.close();
    }

    private int count(String command, String direction, String status) {
        return bed
                .metrics
                .find("tokenline.smpp.pdus")
                .tags("account", "sandbox", "command", command, "direction", direction, "status", status)
                .counters()
                .stream()
                .mapToInt(counter -> (int) counter.count())
                .sum();
    }

    @Test
    void everyPduOfABindIsCountedByWhatItIs() throws IOException {
        try (RawPeer peer = bed.bound()) {
            peer.step(2, 0x01, 0x1202, "*120*55#").read();
            peer.accept(peer.read(), 0x58);
            peer.send(Pdus.pdu(0x7777, 3, new byte[0])).read();
            peer.send(Pdus.enquireLink(4)).read();
            assertTrue(ListenerBed.eventually(() -> count("enquire_link_resp", "out", "0x00") == 1));
        }
        assertEquals(1, count("bind_transceiver", "in", "0x00"));
        assertEquals(1, count("bind_transceiver_resp", "out", "0x00"));
        assertEquals(1, count("submit_sm", "in", "0x00"));
        assertEquals(1, count("submit_sm_resp", "out", "0x00"));
        assertEquals(1, count("deliver_sm", "out", "0x00"));
        assertEquals(1, count("deliver_sm_resp", "in", "0x58"));
        assertEquals(1, count("other", "in", "0x00"));
        assertEquals(1, count("generic_nack", "out", "0x03"));
    }

    @Test
    void refusedBindsAreCountedByTheirReason() throws IOException {
        try (RawPeer peer = new RawPeer(bed.listener.port())) {
            peer.bind(9, "nobody", "x");
        }
        assertEquals(1, (int) bed.metrics
                .get("tokenline.smpp.binds.refused")
                .tag("reason", "UNKNOWN_ACCOUNT")
                .counter()
                .count());
    }

    @Test
    void bindsAndWindowsAreShownByAccountAndThoseThatEndedAsNone() throws IOException {
        BindGauges gauges = new BindGauges(bed.metrics);
        try (RawPeer peer = bed.bound();
                RawPeer other = bed.bound()) {
            assertEquals(0, other.send(Pdus.enquireLink(2)).read().status());
            assertEquals(0, peer.send(Pdus.enquireLink(2)).read().status());
            gauges.show(bed.binds.all());
            assertEquals(2, gauge("tokenline.smpp.binds"));
            assertEquals(0, gauge("tokenline.smpp.window.unanswered"));
            assertEquals(4, gauge("tokenline.smpp.window.size"));
        }
        gauges.show(List.of());
        assertEquals(0, gauge("tokenline.smpp.binds"));
        assertEquals(0, gauge("tokenline.smpp.window.size"));
    }

    private int gauge(String name) {
        return (int) bed.metrics.get(name).tag("account", "sandbox").gauge().value();
    }

    @Test
    void commandsAndStatusesHaveALimitedNumberOfNames() {
        Random random = new Random(5);
        Set<String> names = IntStream.range(0, 20_000)
                .mapToObj(i -> PduName.command(random.nextInt()) + " " + PduName.status(random.nextInt()))
                .collect(Collectors.toSet());
        assertTrue(names.size() < 10, names::toString);
        assertEquals("submit_sm_resp", PduName.command(0x80000004));
        assertEquals("generic_nack", PduName.command(0x80000000));
        assertEquals("vendor", PduName.status(0x401));
    }

    @Test
    void aPhoneIsTracedWithTheResponsesAndNobodyElse() throws IOException {
        begin(new Traces.Trace(Optional.empty(), Optional.of(PHONE), later()));
        try (RawPeer peer = bed.bound()) {
            peer.send(Pdus.submit(7, PHONE.digits(), "12055", SECRET)).read();
            peer.send(Pdus.submit(8, "254700000002", "12055", SECRET)).read();
            peer.send(Pdus.enquireLink(9)).read();
        }
        assertTrue(has(line -> line.contains("in submit_sm sequence=7")));
        assertTrue(ListenerBed.eventually(() -> has(line -> line.contains("out submit_sm_resp sequence=7"))));
        assertFalse(has(line -> line.contains("sequence=8") || line.contains("sequence=9")));
        nothingSecretIn(lines);
    }

    @Test
    void anAccountIsTracedWithAllThatGoesOverItAndNoPassword() throws IOException {
        begin(new Traces.Trace(Optional.of("sandbox"), Optional.empty(), later()));
        try (RawPeer peer = bed.bound()) {
            peer.send(Pdus.submit(7, PHONE.digits(), "12055", SECRET, new Tlv(0x1383, new byte[] {0x12, 2})))
                    .read();
        }
        assertTrue(has(line -> line.contains("in bind_transceiver")));
        assertTrue(has(line -> line.contains("from=2547****001 to=12055") && line.contains("1383=1202")));
        nothingSecretIn(lines);
        assertFalse(has(line -> line.contains("7373616e64")));
    }

    private static Instant later() {
        return Instant.now().plus(Traces.LONGEST);
    }

    private void begin(Traces.Trace trace) {
        assertTrue(bed.traces.begin(trace));
    }

    private boolean has(Predicate<String> what) {
        return lines.stream().anyMatch(what);
    }

    private static void nothingSecretIn(Iterable<String> texts) {
        for (String text : texts) {
            assertFalse(text.contains(PHONE.digits()), text);
            assertFalse(text.contains("1234"), text);
        }
    }

    @Test
    void aTraceEndsAndThereAreFew() {
        TestClock clock = new TestClock();
        Traces traces = new Traces(clock);
        for (int i = 0; i < Traces.MAX; i++) {
            assertTrue(traces.begin(accountTrace("a" + i, clock)));
        }
        assertFalse(traces.begin(accountTrace("one more", clock)));
        assertTrue(traces.begin(accountTrace("a1", clock)), "the same again is no further one");
        assertTrue(traces.wants("a1", List.of("", "")));
        clock.pass(Traces.LONGEST);
        assertFalse(traces.wants("a1", List.of("", "")));
        assertTrue(traces.isEmpty());
        assertTrue(traces.begin(accountTrace("one more", clock)));
    }

    private static Traces.Trace accountTrace(String account, TestClock clock) {
        return new Traces.Trace(
                Optional.of(account), Optional.empty(), clock.instant().plus(Traces.LONGEST));
    }

    @Test
    void anOutlineIsMadeOfWhateverCame() {
        Random random = new Random(9);
        byte[] submit = Pdus.submit(7, PHONE.digits(), "12055", SECRET, new Tlv(0x0424, SECRET));
        for (int i = 0; i < 20_000; i++) {
            byte[] broken = submit.clone();
            for (int j = 0; j < 3; j++) {
                broken[16 + random.nextInt(broken.length - 16)] = (byte) random.nextInt();
            }
            String outline = PduOutline.of(broken).toString();
            assertTrue(outline.chars().allMatch(c -> c >= 0x20 && c < 0x7F), outline);
        }
    }

    @Test
    void messagesAreCountedByTheMinuteAndWhatOnlySaysThatSomebodyLivesIsNot() throws IOException {
        try (RawPeer peer = bed.bound()) {
            for (int step = 1; step <= 3; step++) {
                peer.send(Pdus.enquireLink(10 + step)).read();
                peer.step(20 + step, 0x01, step << 8, "*120*55#").read();
                peer.accept(peer.read(), 0);
            }
            peer.send(Pdus.submit(30, PHONE.digits(), "12055", SECRET)).read();
        }
        MessageRates rates = bed.flows.rates("sandbox");
        assertEquals(4, rates.in().over1(), "three dials and a text");
        assertEquals(3, rates.out().over1(), "three screens");
        assertEquals(0, bed.flows.rates("one").in().over1());
    }
}
