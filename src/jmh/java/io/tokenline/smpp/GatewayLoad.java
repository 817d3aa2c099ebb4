package io.tokenline.smpp;

import static io.tokenline.smpp.GatewayBind.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** An operator's gateway with many customers, on one thread: as fast as the server allows, or by a time-table. */
final class GatewayLoad implements AutoCloseable {

    static final String SYSTEM_ID = "gateway";

    private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long POLL_MILLIS = 100;
    private static final long[] NO_TIME_TABLE = {};

    private final Selector selector = Selector.open();
    private final List<GatewayBind> binds = new ArrayList<>();
    private final List<Phone> phones = new ArrayList<>();
    private boolean hurrying;
    private long[] latencies = NO_TIME_TABLE;
    private int shown;

    /**
     * Binds.
     *
     * @param binds how often
     * @param dialogs that each bind keeps open
     */
    GatewayLoad(int port, int binds, int dialogs, StepScript script) throws IOException {
        for (int bind = 0; bind < binds; bind++) {
            List<Phone> ofBind = new ArrayList<>();
            for (int place = 0; place < dialogs; place++) {
                ofBind.add(new Phone(script, bind, place));
            }
            GatewayBind opened = new GatewayBind(port, ofBind, this);
            opened.channel().register(selector, SelectionKey.OP_READ, opened);
            this.binds.add(opened);
        }
        for (int place = 0; place < dialogs; place++) {
            for (GatewayBind bind : this.binds) {
                phones.add(bind.phone(place));
            }
        }
    }

    /** Every customer takes his next step as soon as a screen has come; gives the steps a second. */
    double hurry(Duration time) throws IOException {
        shown = 0;
        hurrying = true;
        long begun = System.nanoTime();
        for (int i = 0; i < phones.size(); i++) {
            step(i);
        }
        long now = begun;
        while (now - begun < time.toNanos()) {
            serve();
            now = System.nanoTime();
        }
        double perSecond = shown * SECOND / (now - begun);
        hurrying = false;
        while (phones.stream().anyMatch(Phone::waiting)) {
            serve();
            check(System.nanoTime() - now < PATIENCE_NANOS, "a screen does not come");
        }
        return perSecond;
    }

    /**
     * The customers take so many steps a second together, each in his turn, however long the screens take. A step whose
     * customer still waits is late, and its time is counted from when it was due.
     *
     * @return how long each step took to its screen, in nanoseconds, the shortest first
     */
    long[] keep(int stepsPerSecond, Duration time) throws IOException {
        int steps = (int) (stepsPerSecond * time.toSeconds());
        long interval = (long) (SECOND / stepsPerSecond);
        shown = 0;
        latencies = new long[steps];
        long begin = System.nanoTime() + interval;
        Thread clock = new Thread(() -> tick(begin, interval, steps), "time-table");
        clock.start();
        int due = 0;
        while (shown < steps) {
            long now = System.nanoTime();
            for (; due < steps && begin + due * interval - now <= 0; due++) {
                due(due % phones.size(), begin + due * interval);
            }
            serve();
            check(now - begin < time.toNanos() + PATIENCE_NANOS, "a screen does not come");
        }
        long[] sorted = latencies;
        latencies = NO_TIME_TABLE;
        Arrays.sort(sorted);
        return sorted;
    }

    /** A selector's own time-out counts in milliseconds, which is too coarse. */
    private void tick(long begin, long interval, int steps) {
        for (int i = 0; i < steps; i++) {
            long due = begin + i * interval;
            for (long left = due - System.nanoTime(); left > 0; left = due - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
            selector.wakeup();
        }
    }

    private void due(int number, long time) throws IOException {
        Phone phone = phones.get(number);
        phone.due().add(time);
        if (!phone.waiting()) {
            step(number);
        }
    }

    private void step(int number) throws IOException {
        GatewayBind bind = binds.get(number % binds.size());
        bind.step(phones.get(number));
        bind.flush();
    }

    private void serve() throws IOException {
        selector.select(GatewayLoad::take, POLL_MILLIS);
    }

    private static void take(SelectionKey key) {
        try {
            ((GatewayBind) key.attachment()).take();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A customer has his screen; what he does next goes out with the rest. */
    void shown(GatewayBind bind, Phone phone, long now) {
        if (latencies.length > 0) {
            latencies[shown] = now - phone.due().remove();
        }
        shown++;
        if (hurrying || !phone.due().isEmpty()) {
            bind.step(phone);
        }
    }

    @Override
    public void close() throws IOException {
        for (GatewayBind bind : binds) {
            bind.close();
        }
        selector.close();
    }
}
