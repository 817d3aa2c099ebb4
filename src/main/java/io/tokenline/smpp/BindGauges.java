package io.tokenline.smpp;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/** Binds and their windows as metrics, a line an account or link; one that is gone shows 0. */
final class BindGauges {

    private final MeterRegistry metrics;

    /** By account; the registry itself holds no more than a weak reference. */
    private final Map<String, Line> lines = new ConcurrentHashMap<>();

    BindGauges(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** Shows these binds, and no others any more. */
    void show(Collection<OperatorSession> binds) {
        Map<String, List<OperatorSession>> byAccount = binds.stream()
                .collect(Collectors.groupingBy(session -> session.account().systemId()));
        byAccount.keySet().forEach(account -> lines.computeIfAbsent(account, id -> new Line(metrics, id)));
        lines.forEach((account, line) -> line.show(byAccount.getOrDefault(account, List.of())));
    }

    /** The numbers of one account. */
    private static final class Line {
        private final AtomicLong open;
        private final AtomicLong unanswered;
        private final AtomicLong places;

        Line(MeterRegistry metrics, String account) {
            Tags tags = Tags.of("account", account);
            open = metrics.gauge("tokenline.smpp.binds", tags, new AtomicLong());
            unanswered = metrics.gauge("tokenline.smpp.window.unanswered", tags, new AtomicLong());
            places = metrics.gauge("tokenline.smpp.window.size", tags, new AtomicLong());
        }

        void show(List<OperatorSession> binds) {
            open.set(binds.size());
            unanswered.set(binds.stream()
                    .mapToLong(session -> session.window().unanswered())
                    .sum());
            places.set(
                    binds.stream().mapToLong(session -> session.window().size()).sum());
        }
    }
}
