package io.tokenline.ussd;

import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.bench.Figure;
import io.tokenline.bench.Trial;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What open dialogs take of the heap, each at the confirm of the prepaid menu, where it has gathered most; and how long a
 * sweep over all of them takes.
 */
public final class DialogHeapTrial implements Trial {

    private static final int DIALOGS = 100_000;
    private static final int MEGABYTES = 100;
    private static final int SWEEPS = 5;
    private static final double MEGABYTE = 1_000_000;
    private static final double MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long FIRST_PHONE = 254_700_000_000L;

    /** For the {@link java.util.ServiceLoader}. */
    public DialogHeapTrial() {}

    @Override
    public List<Figure> run(Path directory) {
        Dialogs dialogs = ServedMenu.dialogs(new Quoting(), DIALOGS, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        open(dialogs, 0);
        long before = usedHeap();
        for (int phone = 1; phone < DIALOGS; phone++) {
            open(dialogs, phone);
        }
        long used = usedHeap() - before;
        if (dialogs.open() != DIALOGS) {
            throw new IllegalStateException("only " + dialogs.open() + " dialogs are open");
        }
        long began = System.nanoTime();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            dialogs.sweep();
        }
        double swept = (System.nanoTime() - began) / MILLISECOND / SWEEPS;
        return List.of(
                Figure.of("heap of 100,000 open dialogs", used / MEGABYTE, "MB").atMost(MEGABYTES, "MB"),
                Figure.of("heap of one", (double) used / DIALOGS, "octets"),
                Figure.of("a sweep over them", swept, "ms"));
    }

    private static void open(Dialogs dialogs, int phone) {
        UssdReply reply = dialogs.next(new UssdRequest(
                "sandbox",
                new Msisdn(String.valueOf(FIRST_PHONE + phone)),
                "session-" + phone,
                UssdRequest.Kind.BEGIN,
                "*120*55*1*01234567890*20000#"));
        if (reply.kind() != UssdReply.Kind.CONTINUE || !reply.text().contains("Pay KES 20000")) {
            throw new IllegalStateException("no confirm: " + reply);
        }
    }

    private static long usedHeap() {
        for (int i = 0; i < SWEEPS; i++) {
            System.gc();
        }
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    /** Knows every meter. */
    private static final class Quoting implements Actions {

        @Override
        public ActionResult perform(String action, DialogContext context) {
            return new ActionResult(Outcome.OK, Map.of("owner", "Amina M. Wanjiku", "units", "801.9"));
        }

        @Override
        public String languageOf(Msisdn msisdn) {
            return "en";
        }
    }
}
