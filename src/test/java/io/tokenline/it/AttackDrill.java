package io.tokenline.it;

import io.tokenline.smpp.PduFuzz;
import io.tokenline.smpp.codec.Pdus;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Lets phones buy by a fixed timetable, first in peace, then while the same port is attacked: a thousand silent
 * connections, binds that stop at each octet, web and TLS clients, and damaged PDUs of a bound peer. The slowest
 * hundredth of the purchases, counted from the time that the timetable says, may take twice as long as in peace. Run by
 * {@code mvn -Pdrill verify}.
 */
final class AttackDrill {

    private static final int SECONDS = 40;
    private static final int PER_SECOND = 10;
    private static final int PHONES = 20;
    private static final int SILENT = 1_000;
    private static final int FUZZED = 100_000;
    private static final int FUZZED_AT_ONCE = 20;
    private static final byte[] HTTP = "GET / HTTP/1.0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TLS = {0x16, 3, 1, 0, (byte) 0xC8, 1, 0, 0, (byte) 0xC4, 3, 3};

    private final DrillServer server;
    private final Operator operator;
    private final List<String> meters;
    private final AtomicInteger phones = new AtomicInteger();
    private final AtomicInteger fuzzed = new AtomicInteger();
    private final AtomicInteger strangers = new AtomicInteger();

    private AttackDrill(DrillServer server) throws Exception {
        this.server = server;
        this.operator = new Operator(server.smppPort(), "sandbox");
        this.meters = server.site().meters("normal");
        server.site().wallet("approve", 300);
    }

    /** Arguments: the server's home, a folder to be made anew, a port offset. */
    public static void main(String[] args) throws Exception {
        int status = 2;
        try (DrillServer server = new DrillServer(Path.of(args[0]), Path.of(args[1]), Integer.parseInt(args[2]))) {
            server.start();
            status = new AttackDrill(server).run() ? 0 : 1;
        } finally {
            System.exit(status);
        }
    }

    private boolean run() throws Exception {
        buy(); // the server's code is compiled while it runs
        Times peace = buy();
        say("in peace:     " + peace + "; " + server.resources());
        AtomicBoolean over = new AtomicBoolean();
        ExecutorService attackers = Executors.newFixedThreadPool(4);
        attackers.execute(() -> silence(over));
        attackers.execute(() -> slowBinds(over));
        attackers.execute(() -> otherProtocols(over));
        attackers.execute(() -> fuzz(over));
        Times war = buy();
        say("under attack: " + war + "; " + server.resources() + "; " + fuzzed.get() + " damaged PDUs, "
                + strangers.get() + " connections of strangers");
        Await.until(Duration.ofMinutes(3), FUZZED + " damaged PDUs", () -> fuzzed.get() >= FUZZED);
        over.set(true);
        attackers.shutdown();
        boolean ended = attackers.awaitTermination(60, TimeUnit.SECONDS);
        Times after = buy();
        say("afterwards:   " + after + "; " + server.resources());
        boolean held = ended && war.failed() == 0 && after.failed() == 0 && war.slowest() <= 2 * peace.slowest();
        say(String.format(
                "p99 under attack is %.2f of that in peace: %s",
                (double) war.slowest() / peace.slowest(), held ? "HELD" : "FAILED"));
        return held;
    }

    /**
     * What purchases took, from their time in the timetable to the last screen.
     *
     * @param median in nanoseconds, as {@code slowest}, which all but a hundredth of them did not exceed
     */
    private record Times(int number, int failed, long median, long slowest) {

        @Override
        public String toString() {
            return String.format(
                    "%d purchases, %d failed, p50 %.1f ms, p99 %.1f ms", number, failed, median / 1e6, slowest / 1e6);
        }
    }

    private Times buy() throws InterruptedException {
        ExecutorService buyers = Executors.newFixedThreadPool(PHONES);
        Queue<Long> took = new ConcurrentLinkedQueue<>();
        AtomicInteger failed = new AtomicInteger();
        long start = System.nanoTime();
        int number = SECONDS * PER_SECOND;
        for (int i = 0; i < number; i++) {
            long due = start + i * TimeUnit.SECONDS.toNanos(1) / PER_SECOND;
            LockSupport.parkNanos(due - System.nanoTime());
            int phone = phones.incrementAndGet();
            buyers.execute(() -> {
                try {
                    Operator.Screen end =
                            operator.buy("2547" + (30_000_000 + phone), meters.get(phone % meters.size()), "100");
                    took.add(System.nanoTime() - due);
                    failed.addAndGet(end.text().startsWith("Request ") ? 0 : 1);
                } catch (Exception e) {
                    failed.incrementAndGet();
                }
            });
        }
        buyers.shutdown();
        failed.addAndGet(buyers.awaitTermination(60, TimeUnit.SECONDS) ? 0 : 1);
        long[] sorted = took.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Times(number, failed.get(), sorted[sorted.length / 2], sorted[sorted.length * 99 / 100]);
    }

    private Socket connect() throws IOException {
        strangers.incrementAndGet();
        return new Socket(InetAddress.getLoopbackAddress(), server.smppPort());
    }

    /** As many as the sandbox lets one address have, again as soon as they are closed. */
    private void silence(AtomicBoolean over) {
        List<Socket> silent = new ArrayList<>();
        while (!over.get()) {
            try {
                silent.removeIf(AttackDrill::isClosed);
                while (silent.size() < SILENT && !over.get()) {
                    silent.add(connect());
                }
            } catch (IOException e) {
                say("a stranger was turned away: " + e.getMessage());
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
        }
        silent.forEach(AttackDrill::close);
    }

    private static boolean isClosed(Socket socket) {
        try {
            socket.setSoTimeout(1);
            int said = socket.getInputStream().read();
            close(socket);
            return said < 0 || socket.isClosed();
        } catch (SocketTimeoutException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            say("could not be closed: " + e.getMessage());
        }
    }

    /** One connection for each octet of a bind, at which it stops. */
    private void slowBinds(AtomicBoolean over) {
        byte[] bind = Pdus.bind(9, 1, "sandbox2", "sandbox2", 0x34);
        while (!over.get()) {
            List<Socket> stopped = new ArrayList<>();
            for (int octets = 1; octets < bind.length && !over.get(); octets++) {
                try {
                    Socket socket = connect();
                    stopped.add(socket);
                    socket.getOutputStream().write(bind, 0, octets);
                } catch (IOException e) {
                    strangers.decrementAndGet(); // turned away for the number of connections, which is as good
                }
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(6));
            stopped.forEach(AttackDrill::close);
        }
    }

    private void otherProtocols(AtomicBoolean over) {
        for (int i = 0; !over.get(); i++) {
            try (Socket socket = connect()) {
                socket.setSoTimeout(5_000);
                socket.getOutputStream().write(i % 2 == 0 ? HTTP : TLS);
                socket.getInputStream().readAllBytes();
            } catch (IOException e) {
                strangers.decrementAndGet(); // closed in the middle, which is the point
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
        }
    }

    /** Damaged PDUs of a peer who knows his password, spread over the time; a connection that is closed is opened anew. */
    private void fuzz(AtomicBoolean over) {
        PduFuzz fuzz = new PduFuzz(62055);
        while (!over.get() && fuzzed.get() < FUZZED) {
            try (Socket socket = connect()) {
                socket.setSoTimeout(2_000);
                InputStream in = socket.getInputStream();
                socket.getOutputStream().write(Pdus.bind(9, 1, "sandbox2", "sandbox2", 0x34));
                byte[] sink = new byte[65_536];
                while (!over.get() && fuzzed.get() < FUZZED && in.read(sink) > 0) {
                    socket.getOutputStream().write(some(fuzz));
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(6));
                }
            } catch (IOException e) {
                strangers.incrementAndGet(); // another connection follows
            }
        }
    }

    private byte[] some(PduFuzz fuzz) {
        byte[] octets = {};
        for (int i = 0; i < FUZZED_AT_ONCE; i++) {
            int number = fuzzed.incrementAndGet();
            byte[] next = number % 500 == 0 ? fuzz.misframed(number) : fuzz.framed(number);
            int before = octets.length;
            octets = Arrays.copyOf(octets, before + next.length);
            System.arraycopy(next, 0, octets, before, next.length);
        }
        byte[] alive = Pdus.enquireLink(1); // so that there is an answer to wait for
        int before = octets.length;
        octets = Arrays.copyOf(octets, before + alive.length);
        System.arraycopy(alive, 0, octets, before, alive.length);
        return octets;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
