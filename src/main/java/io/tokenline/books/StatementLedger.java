package io.tokenline.books;

import io.tokenline.Statistics;
import io.tokenline.payment.StatementLine;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hibernate.Session;

/** Writes the lines of a statement, in the caller's transaction and some hundred at a time. */
@ApplicationScoped
class StatementLedger {

    private static final int CHUNK = 500;

    private final EntityManager entities;

    @Inject
    StatementLedger(EntityManager entities) {
        this.entities = entities;
    }

    /** The statement that a file was read as before. */
    Optional<StatementFile> find(String provider, String sha256) {
        return entities.createQuery(
                        "select f from StatementFile f where f.provider = :provider and f.sha256 = :sha256",
                        StatementFile.class)
                .setParameter("provider", provider)
                .setParameter("sha256", sha256)
                .getResultStream()
                .findFirst();
    }

    /** Begins a statement: of two who send the same file at once, one fails here. */
    Writing begin(StatementFile file) {
        entities.persist(file);
        entities.flush();
        return new Writing(file);
    }

    /** Somebody says that a statement which was read before tells of all of a time. */
    void tells(StatementFile of, Span told, String person, Instant now) {
        StatementFile word = new StatementFile(of.provider(), Optional.empty(), person, now);
        word.read(0, 0, told.from(), told.until());
        entities.persist(word);
    }

    /** A line and where it stands. */
    private record Numbered(int line, StatementRow.Key key, StatementLine content) {}

    /** A statement that is being read. */
    final class Writing implements StatementCsv.LineTaker {

        private final StatementFile file;
        private final Map<String, Integer> seen = new HashMap<>();
        private final List<Numbered> chunk = new ArrayList<>(CHUNK);
        private final List<StatementFault> conflicts = new ArrayList<>();
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;
        private boolean listsReturns;
        private int lines;
        private int added;

        private Writing(StatementFile file) {
            this.file = file;
        }

        /** The next line; where it was known before, nothing happens. */
        @Override
        public void line(int number, StatementLine content) {
            int occurrence = seen.merge(content.receipt(), 0, (before, none) -> before + 1);
            chunk.add(new Numbered(
                    number, new StatementRow.Key(file.provider(), content.receipt(), occurrence), content));
            reach(content.at());
            lines++;
            if (chunk.size() == CHUNK) {
                write();
            }
        }

        /** Money that went back; where that was known before, nothing happens. */
        @Override
        public void back(int number, ReturnedLine content) {
            ReturnRow.Key key = new ReturnRow.Key(file.provider(), content.receipt());
            ReturnRow known = entities.find(ReturnRow.class, key);
            if (known == null) {
                entities.persist(new ReturnRow(key, file.id(), number, content));
            } else if (!known.agrees(content)) {
                conflict(number);
            }
            reach(content.at());
        }

        /** The statement has what goes back, be it that nothing did. */
        @Override
        public void listsReturns() {
            listsReturns = true;
        }

        private void reach(Instant at) {
            first = first.isBefore(at) ? first : at;
            last = last.isAfter(at) ? last : at;
        }

        private void conflict(int line) {
            if (conflicts.size() < StatementCsv.FAULTS_MAX) {
                conflicts.add(new StatementFault(line, "this receipt is known with another amount"));
            }
        }

        private void write() {
            Map<StatementRow.Key, StatementRow> known =
                    known(chunk.stream().map(line -> line.key().receipt()).toList());
            for (Numbered line : chunk) {
                StatementRow row = known.get(line.key());
                if (row == null) {
                    entities.persist(new StatementRow(line.key(), file.id(), line.line(), line.content()));
                    added++;
                } else if (!row.agrees(line.content())) {
                    conflict(line.line());
                }
            }
            chunk.clear();
            entities.flush();
            entities.clear(); // whatever the size of the file, no more than a chunk is in memory
        }

        private Map<StatementRow.Key, StatementRow> known(List<String> receipts) {
            return entities.createQuery(
                            "select l from StatementRow l where l.key.provider = :provider and l.key.receipt in :receipts",
                            StatementRow.class)
                    .setParameter("provider", file.provider())
                    .setParameter("receipts", receipts)
                    .getResultStream()
                    .collect(Collectors.toMap(StatementRow::key, row -> row));
        }

        /** The last line was read; lines that contradict what the wallet said before. */
        List<StatementFault> end(Optional<Span> told) {
            if (!chunk.isEmpty()) {
                write();
            }
            entities.unwrap(Session.class).doWork(connection -> Statistics.refresh(connection, "statement_line"));
            StatementFile kept = entities.find(StatementFile.class, file.id());
            Span span = told.orElseGet(
                    () -> last.isBefore(first) ? new Span(file.readAt(), file.readAt()) : Span.through(first, last));
            if (listsReturns) {
                kept.listsReturns();
            }
            kept.read(lines, added, span.from(), span.until());
            return conflicts;
        }

        int lines() {
            return lines;
        }

        int added() {
            return added;
        }
    }
}
