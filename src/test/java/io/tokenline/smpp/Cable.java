package io.tokenline.smpp;

import io.tokenline.smpp.codec.CommandId;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.PduCheck;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The cable between Tokenline and a peer: it carries octets both ways, can be cut after any of them, and knows what it has carried. */
final class Cable implements AutoCloseable {

    /** How a text ends whose way is to be watched. */
    private static final Pattern MARK = Pattern.compile("#(\\d+)\\.");

    private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int target;
    private final AtomicInteger cuts = new AtomicInteger();
    private final List<Strand> strands = new CopyOnWriteArrayList<>();
    private Optional<Cut> forNext = Optional.empty();

    /** Where a connection is to be cut. */
    record Cut(Direction direction, int octets, Kind kind) {}

    /** Whose octets are counted. */
    enum Direction {
        FROM_CALLER,
        TO_CALLER
    }

    /** How a connection ends. */
    enum Kind {
        /** What was carried is read to the end. */
        END,
        /** What was carried and not read yet may be lost. */
        RESET
    }

    /**
     * A text that was carried whole.
     *
     * @param mark the number it ends with
     * @param answeredAfter how long later a positive response was carried back whole; empty where none was
     * @param kind how its connection was cut; empty where it is open
     */
    record Carried(String mark, Optional<Duration> answeredAfter, Optional<Kind> kind) {}

    Cable(int target) throws IOException {
        this.target = target;
        thread("cable", this::accept);
    }

    /** Where to call. */
    int port() {
        return socket.getLocalPort();
    }

    /** Connections that were cut. */
    int cuts() {
        return cuts.get();
    }

    /** Connections that are open. */
    List<Strand> open() {
        return strands.stream().filter(Strand::isOpen).toList();
    }

    /** Cuts the next connection that is opened. */
    synchronized void cutNext(Cut cut) {
        forNext = Optional.of(cut);
    }

    /** Every text that was carried whole. */
    List<Carried> carried() {
        return strands.stream().flatMap(strand -> strand.carried().stream()).toList();
    }

    private void accept() throws IOException {
        while (!socket.isClosed()) {
            Socket caller = socket.accept();
            try {
                connect(caller, new Socket(InetAddress.getLoopbackAddress(), target));
            } catch (IOException e) {
                caller.close(); // nobody listens, or the caller is gone again
            }
        }
    }

    private void connect(Socket caller, Socket called) throws IOException {
        Strand strand = new Strand(caller, called);
        synchronized (this) {
            forNext.ifPresent(strand::cut);
            forNext = Optional.empty();
        }
        strands.add(strand);
        thread("strand", () -> strand.carry(Direction.FROM_CALLER, caller, called));
        thread("strand", () -> strand.carry(Direction.TO_CALLER, called, caller));
    }

    private interface Work {
        void run() throws IOException;
    }

    private static void thread(String name, Work work) {
        Thread thread = new Thread(
                () -> {
                    try {
                        work.run();
                    } catch (IOException e) {
                        // somebody closed it, which is what this is about
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        strands.forEach(Strand::reset);
    }

    /** One connection. */
    final class Strand {
        private final Socket caller;
        private final Socket called;
        private final Way forth = new Way();
        private final Way back = new Way();
        private Optional<Cut> planned = Optional.empty();
        private int left;
        private Optional<Kind> end = Optional.empty();
        private boolean over;

        private Strand(Socket caller, Socket called) throws IOException {
            this.caller = caller;
            this.called = called;
            caller.setTcpNoDelay(true);
            called.setTcpNoDelay(true);
        }

        synchronized boolean isOpen() {
            return !over;
        }

        /** Cuts it later. */
        synchronized void cut(Cut cut) {
            planned = Optional.of(cut);
            left = cut.octets();
        }

        private void carry(Direction direction, Socket from, Socket to) throws IOException {
            byte[] octets = new byte[4_096];
            try {
                InputStream in = from.getInputStream();
                for (int length = in.read(octets); length >= 0; length = in.read(octets)) {
                    carry(direction, octets, length, to);
                }
            } finally {
                over(direction, to);
            }
        }

        private synchronized void carry(Direction direction, byte[] octets, int length, Socket to) throws IOException {
            if (over) {
                return;
            }
            boolean counted = planned.isPresent() && planned.get().direction() == direction;
            int carried = counted ? Math.min(left, length) : length;
            to.getOutputStream().write(octets, 0, carried);
            boolean isForth = direction == Direction.FROM_CALLER;
            (isForth ? forth : back).add(octets, carried, isForth ? back : forth);
            if (counted) {
                left -= carried;
                if (left == 0) {
                    end = planned.map(Cut::kind);
                    cuts.incrementAndGet();
                    end();
                }
            }
        }

        private void end() throws IOException {
            over = true;
            if (end.equals(Optional.of(Kind.RESET))) {
                reset();
            } else {
                caller.shutdownOutput();
                called.shutdownOutput();
            }
        }

        private synchronized void over(Direction direction, Socket to) throws IOException {
            over = true;
            if (direction == Direction.FROM_CALLER) {
                caller.close();
            } else {
                called.close();
            }
            if (!to.isClosed() && !to.isOutputShutdown()) {
                to.shutdownOutput();
            }
        }

        private void reset() {
            for (Socket each : List.of(caller, called)) {
                try {
                    each.setSoLinger(true, 0);
                    each.close();
                } catch (IOException e) {
                    // closed already
                }
            }
        }

        private synchronized List<Carried> carried() {
            return Stream.of(forth, back)
                    .flatMap(way -> way.asked.values().stream())
                    .map(asked -> new Carried(asked.mark, asked.answeredAfter, end))
                    .toList();
        }
    }

    /** One direction: octets on their way to being PDUs, the texts among them, and which of these were answered. */
    private static final class Way {
        private final Map<Integer, Asked> asked = new HashMap<>();
        private byte[] begun = {};

        void add(byte[] octets, int length, Way other) {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            all.writeBytes(begun);
            all.write(octets, 0, length);
            byte[] rest = all.toByteArray();
            while (rest.length >= 4 && PduCheck.int32(rest, 0) <= rest.length) {
                int size = PduCheck.int32(rest, 0);
                whole(Arrays.copyOf(rest, size), other);
                rest = Arrays.copyOfRange(rest, size, rest.length);
            }
            begun = rest;
        }

        private void whole(byte[] pdu, Way other) {
            int number = PduCheck.int32(pdu, 12);
            if (!CommandId.isResponse(PduCheck.int32(pdu, 4))) {
                Matcher mark = MARK.matcher(new String(pdu, StandardCharsets.ISO_8859_1));
                if (mark.find()) {
                    asked.put(number, new Asked(mark.group(1)));
                }
            } else if (PduCheck.int32(pdu, 8) == CommandStatus.OK) {
                Optional.ofNullable(other.asked.get(number)).ifPresent(Asked::answer);
            }
        }
    }

    /** A text that waits for its response. */
    private static final class Asked {
        private final String mark;
        private final long since = System.nanoTime();
        private Optional<Duration> answeredAfter = Optional.empty();

        Asked(String mark) {
            this.mark = mark;
        }

        void answer() {
            answeredAfter = Optional.of(Duration.ofNanos(System.nanoTime() - since));
        }
    }
}
