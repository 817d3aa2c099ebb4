package io.tokenline.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A measurement that is more than one method in a loop, such as a server in a JVM of its own; found by
 * {@link java.util.ServiceLoader}, chosen by the name of its class.
 */
public interface Trial {

    /**
     * Measures.
     *
     * @param directory for files of the trial's own
     * @throws IllegalStateException where what is measured does not do what it should
     */
    List<Figure> run(Path directory) throws IOException, InterruptedException;
}
