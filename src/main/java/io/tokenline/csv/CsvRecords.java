package io.tokenline.csv;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads CSV as RFC 4180 has it, one record at a time: comma or semicolon (whichever the first line has first), quotes
 * doubled inside quotes, lines ended by CR, LF or both, a byte order mark forgiven, empty lines left out.
 */
public final class CsvRecords {

    /** The longest cell, in characters. */
    public static final int CELL_MAX = 4_000;

    /** Cells that one record may have. */
    public static final int CELLS_MAX = 200;

    private static final int BUFFER = 1 << 16;
    private static final int END = -1;
    private static final char BOM = '\uFEFF';

    private final Reader in;
    private final char[] buffer = new char[BUFFER];
    private int length;
    private int next;
    private int separator = END;
    private long line = 1;
    private long recordLine = 1;
    private boolean over;
    private final StringBuilder cell = new StringBuilder();
    private List<String> cells = new ArrayList<>();
    private Optional<String> problem = Optional.empty();

    /** Records of a text; whoever opened it closes it. */
    public CsvRecords(Reader in) throws IOException {
        this.in = in;
        if (peek() == BOM) {
            next++;
        }
    }

    /** Goes on to the next record; false where there is none. */
    public boolean next() throws IOException {
        if (over) {
            return false;
        }
        skipEmptyLines();
        cells = new ArrayList<>(cells.size());
        problem = Optional.empty();
        recordLine = line;
        if (peek() == END) {
            return false;
        }
        while (readCell()) {
            if (cells.size() >= CELLS_MAX) {
                stop("the row has more than " + CELLS_MAX + " cells");
                return true;
            }
        }
        return true;
    }

    /** The line of the file where the record begins, from 1. */
    public long line() {
        return recordLine;
    }

    /** Its cells, with nothing around them taken away. */
    public List<String> cells() {
        return cells;
    }

    /** Why the record cannot be read; empty where it can. */
    public Optional<String> problem() {
        return problem;
    }

    private void skipEmptyLines() throws IOException {
        while (peek() == '\n' || peek() == '\r') {
            endLine();
        }
    }

    /** Takes a cell; false where it was the record's last. */
    private boolean readCell() throws IOException {
        cell.setLength(0);
        if (peek() == '"') {
            next++;
            readQuoted();
            if (over) {
                return false;
            }
            if (!isEnd(peek())) {
                problem = Optional.of("something stands behind a closing quote");
            }
        }
        int c = peek();
        while (!isEnd(c)) {
            if (c == '"') {
                problem = Optional.of("a quote stands inside a cell that does not begin with one");
            }
            if (!take(c)) {
                return false;
            }
            c = peek();
        }
        cells.add(cell.toString());
        if (c == '\n' || c == '\r') {
            endLine();
            return false;
        }
        if (c == END) {
            return false;
        }
        separator = c;
        next++;
        return true;
    }

    private void readQuoted() throws IOException {
        while (!over) {
            int c = peek();
            if (c == END) {
                stop("a quote is opened and never closed");
            } else if (c == '"') {
                next++;
                if (peek() != '"') {
                    return;
                }
                take(c);
            } else if (c == '\n' || c == '\r') {
                if (room()) {
                    cell.append('\n');
                    endLine();
                }
            } else {
                take(c);
            }
        }
    }

    private boolean take(int c) {
        if (!room()) {
            return false;
        }
        cell.append((char) c);
        next++;
        return true;
    }

    /** A quote that is never closed would take the rest of the file for one cell. */
    private boolean room() {
        if (cell.length() < CELL_MAX) {
            return true;
        }
        stop("a cell has more than " + CELL_MAX + " characters: perhaps a quote is never closed");
        return false;
    }

    /** Where nobody can say where the next record begins. */
    private void stop(String why) {
        problem = Optional.of(why + "; nothing behind it was read");
        over = true;
    }

    private boolean isEnd(int c) {
        return c == END || c == '\n' || c == '\r' || (separator == END ? c == ',' || c == ';' : c == separator);
    }

    private void endLine() throws IOException {
        boolean carriageReturn = peek() == '\r';
        next++;
        if (carriageReturn && peek() == '\n') {
            next++;
        }
        line++;
    }

    private int peek() throws IOException {
        if (next == length) {
            length = Math.max(0, in.read(buffer));
            next = 0;
        }
        return length == 0 ? END : buffer[next];
    }
}
