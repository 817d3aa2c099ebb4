package io.tokenline.yaml;

import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** A file's text as nodes that know their places. */
public final class Document {

    private Document() {}

    /**
     * The file's root; empty where there is none, and then that is reported.
     *
     * @param most characters that a file of its kind has at most
     * @param begin what an empty file should begin with, for example {@code "service: NAME"}
     */
    public static Optional<Node> root(String content, int most, String begin, Faults faults) {
        LoadSettings settings = LoadSettings.builder().setCodePointLimit(most).build();
        try {
            Optional<Node> root = new Compose(settings).composeString(content);
            if (root.isEmpty()) {
                faults.at(1, 1, "the file is empty; begin with " + begin);
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark();
            faults.at(
                    mark.map(m -> m.getLine() + 1).orElse(1),
                    mark.map(m -> m.getColumn() + 1).orElse(1),
                    "this is not YAML: " + e.getProblem() + "; check quotes, colons and indentation");
        } catch (YamlEngineException e) {
            faults.at(1, 1, "this is not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }
}
