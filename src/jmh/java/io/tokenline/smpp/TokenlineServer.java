package io.tokenline.smpp;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.tokenline.Settings;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Tokenline's listener and dialogs with the settings of a server; accounts and customers' languages are made up. */
final class TokenlineServer implements AutoCloseable {

    private static final int MOST_BINDS = 1_000;
    /** As the server's executor for it has. */
    private static final int THREADS = 64;

    private final ThreadPoolExecutor executor =
            new ThreadPoolExecutor(THREADS, THREADS, 1, TimeUnit.MINUTES, new ArrayBlockingQueue<>(1_024));
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final Listener listener;

    TokenlineServer() throws IOException {
        Settings.Smpp settings = new Settings.Smpp(
                "127.0.0.1",
                0,
                "tokenline",
                2_000,
                MOST_BINDS,
                Duration.ofSeconds(5),
                Duration.ofSeconds(10),
                Duration.ofSeconds(30),
                Duration.ofSeconds(10),
                100,
                8,
                1_000);
        OperatorAccount account = new OperatorAccount(
                GatewayLoad.SYSTEM_ID, "", EnumSet.allOf(BindKind.class), MOST_BINDS, Dialect.STANDARD);
        listener = new Listener(
                settings,
                "254",
                executor,
                timer,
                (systemId, password, address) -> new Login.Granted(account),
                StepScript.dialogs()::next,
                text -> {
                    throw new IllegalStateException("a step was taken for a text");
                },
                new Binds(),
                new Eyes(new SimpleMeterRegistry(), new Traces(Clock.systemUTC()), new Flows(Clock.systemUTC())),
                Clock.systemUTC(),
                new Random(1));
        listener.start();
    }

    int port() {
        return listener.port();
    }

    @Override
    public void close() {
        listener.close();
        timer.shutdownNow();
        executor.shutdownNow();
    }
}
