package io.tokenline.registry;

import io.tokenline.csv.CsvRecords;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads the rows of a file into a {@link Staging}, a few at a time, however many there are. */
final class FileReading {

    private static final int AT_ONCE = 5_000;
    private static final int PROGRESS_ROWS = 50_000;

    private final Imports.Task task;
    private final Staging staging;
    private final ImportJournal journal;
    private final FaultBook book;
    private long octets;
    private long rows;
    private long refused;
    private boolean hasHeader;

    FileReading(Imports.Task task, Staging staging, ImportJournal journal, FaultBook book) {
        this.task = task;
        this.staging = staging;
        this.journal = journal;
        this.book = book;
    }

    /** Whether the first line could be read; where not, no row was. */
    boolean hasHeader() {
        return hasHeader;
    }

    ImportProgress progress() {
        return progress(0);
    }

    /** Where further rows were refused since. */
    ImportProgress progress(long further) {
        return new ImportProgress(octets, rows, refused + further, book.faults(), book.notices());
    }

    /** Reads the whole file. */
    void read(Function<Header, RowReader> readerOf) throws IOException, SQLException {
        try (InputStream in = new Counted(Files.newInputStream(task.file().path()));
                InputStreamReader text = new InputStreamReader(new BufferedInputStream(in), StandardCharsets.UTF_8)) {
            CsvRecords records = new CsvRecords(text);
            Optional<Header> header = header(records);
            if (header.isPresent()) {
                hasHeader = true;
                rows(records, readerOf.apply(header.get()));
            }
        }
        staging.loaded();
    }

    private Optional<Header> header(CsvRecords records) throws IOException {
        if (!records.next()) {
            book.add(RowFault.ofRow(1, "the file is empty", "write a first line that names the columns: drn,name,…"));
            return Optional.empty();
        }
        if (isUnreadable(records)) {
            return Optional.empty();
        }
        return Header.read(records.line(), records.cells(), book::add);
    }

    private void rows(CsvRecords records, RowReader reader) throws IOException, SQLException {
        List<StagedRow> waiting = new ArrayList<>();
        while (records.next()) {
            rows++;
            Optional<StagedRow> row =
                    isUnreadable(records) ? Optional.empty() : reader.read(records.line(), records.cells());
            row.ifPresentOrElse(waiting::add, () -> refused++);
            if (waiting.size() >= AT_ONCE) {
                staging.load(waiting);
                waiting.clear();
            }
            if (rows % PROGRESS_ROWS == 0) {
                book.flush();
                journal.progress(task.id(), MeterImport.State.READING, progress());
            }
        }
        staging.load(waiting);
    }

    private boolean isUnreadable(CsvRecords records) {
        records.problem()
                .ifPresent(why -> book.add(RowFault.ofRow(
                        records.line(), why, "write a quote twice inside quotes, and close each quote")));
        return records.problem().isPresent();
    }

    /** Counts the octets that went through. */
    private final class Counted extends FilterInputStream {

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            octets += read < 0 ? 0 : 1;
            return read;
        }

        @Override
        public int read(byte[] buffer, int from, int length) throws IOException {
            int read = super.read(buffer, from, length);
            octets += Math.max(0, read);
            return read;
        }
    }
}
