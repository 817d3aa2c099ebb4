package io.tokenline.ussd;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** Gathers what is wrong with one file, so that its author hears of everything at once. */
final class Faults {

    private final String file;
    private final List<Fault> found = new ArrayList<>();

    Faults(String file) {
        this.file = file;
    }

    void at(Node node, String text) {
        Mark mark = node.getStartMark().orElseThrow();
        at(mark.getLine() + 1, mark.getColumn() + 1, text);
    }

    void at(int line, int column, String text) {
        Fault fault = new Fault(file, line, column, text);
        if (!found.contains(fault)) {
            found.add(fault);
        }
    }

    List<Fault> inOrder() {
        return found.stream()
                .sorted(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column))
                .toList();
    }
}
