package io.tokenline.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Gathers what is wrong with one file, so that its author hears of everything at once. */
public final class Faults {

    private final String file;
    private final List<Fault> found = new ArrayList<>();

    /** Begins with none. */
    public Faults(String file) {
        this.file = file;
    }

    /** Notes a fault where a node begins. */
    public void at(Node node, String text) {
        Mark mark = node.getStartMark().orElseThrow();
        at(mark.getLine() + 1, mark.getColumn() + 1, text);
    }

    /** Notes a fault; the same one twice is one. Lines and columns are counted from 1. */
    public void at(int line, int column, String text) {
        Fault fault = new Fault(file, line, column, text);
        if (!found.contains(fault)) {
            found.add(fault);
        }
    }

    /** Whether something within a node is at fault. */
    public boolean isWithin(Node node) {
        Mark start = node.getStartMark().orElseThrow();
        Mark end = node.getEndMark().orElseThrow();
        return found.stream()
                .anyMatch(fault -> isFrom(start, fault.line() - 1, fault.column() - 1)
                        && !isFrom(end, fault.line() - 1, fault.column() - 1));
    }

    private static boolean isFrom(Mark mark, int line, int column) {
        return line > mark.getLine() || (line == mark.getLine() && column >= mark.getColumn());
    }

    /** All of them, as they stand in the file. */
    public List<Fault> inOrder() {
        return found.stream()
                .sorted(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column))
                .toList();
    }
}
