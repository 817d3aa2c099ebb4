package io.tokenline.ussd;

import io.tokenline.ussd.menu.Menu;
import io.tokenline.ussd.menu.MenuDefinition;
import io.tokenline.yaml.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The menu of a service as its file says now, and the versions before it, for the dialogs that began on them. A file
 * with faults changes nothing.
 */
public final class Menus {

    /** Versions that are kept besides the one that serves; a dialog on an older one is over. */
    static final int KEPT = 8;

    private static final Logger LOG = LoggerFactory.getLogger(Menus.class);
    private static final long MAX_OCTETS = 1024L * 1024;

    private final MenuReader reader;
    private final Map<String, String> constants;
    private final Optional<Path> file;
    private final Deque<Menu> versions = new ArrayDeque<>();
    private List<Fault> faults = List.of();
    private @Nullable String judged;

    /**
     * What is served.
     *
     * @param service its name
     * @param version that new dialogs begin on
     * @param kept versions that open dialogs may still be on, the newest first
     * @param faults why the file as it is now is not used; empty where it is
     */
    public record State(String service, String version, List<String> kept, List<Fault> faults) {

        public State {
            kept = List.copyOf(kept);
            faults = List.copyOf(faults);
        }
    }

    private Menus(MenuReader reader, MenuDefinition first, Map<String, String> constants, Optional<Path> file) {
        this.reader = reader;
        this.constants = Map.copyOf(constants);
        this.file = file;
        versions.addFirst(new Menu(first, this.constants));
    }

    /**
     * A menu that comes with the server and never changes.
     *
     * @param resource on the class path
     * @throws IllegalStateException with every fault
     */
    static Menus packaged(MenuReader reader, String resource, Map<String, String> constants) {
        return new Menus(reader, reader.packaged(resource), constants, Optional.empty());
    }

    /**
     * A menu that changes with its file.
     *
     * @throws IllegalStateException with every fault, or where there is no such file
     */
    static Menus watching(MenuReader reader, Path file, Map<String, String> constants) {
        try {
            return new Menus(reader, reader.faultless(file.toString(), text(file)), constants, Optional.of(file));
        } catch (IOException e) {
            throw new IllegalStateException("the menu " + file + " cannot be read", e);
        }
    }

    /** The menu that new dialogs begin on. */
    public synchronized Menu current() {
        return versions.getFirst();
    }

    /** The menu of a dialog; empty where so many came after it that it is forgotten. */
    public synchronized Optional<Menu> of(String version) {
        return versions.stream()
                .filter(menu -> menu.definition().version().equals(version))
                .findFirst();
    }

    /** For those who look after the server. */
    public synchronized State state() {
        MenuDefinition menu = current().definition();
        List<String> kept = versions.stream()
                .skip(1)
                .map(older -> older.definition().version())
                .toList();
        return new State(menu.service(), menu.version(), kept, faults);
    }

    /** Takes up the file where it has changed; call it every few seconds. Each content is judged, and logged, once. */
    public void refresh() {
        if (file.isEmpty()) {
            return;
        }
        String name = file.get().toString();
        try {
            String content = text(file.get());
            if (news(content)) {
                take(name, reader.read(name, content));
            }
        } catch (IOException e) {
            if (news("")) {
                refuse(List.of(new Fault(name, 1, 1, "the file cannot be read: " + e.getMessage())));
            }
        }
    }

    private synchronized boolean news(String content) {
        boolean news = !content.equals(judged);
        judged = content;
        return news;
    }

    private void take(String name, MenuReader.Result result) {
        if (result instanceof MenuReader.Faulty faulty) {
            refuse(faulty.faults());
            return;
        }
        MenuDefinition menu = ((MenuReader.Read) result).menu();
        if (serve(menu)) {
            LOG.info("TKL-2014 menu {} is served in version {} from {}", menu.service(), menu.version(), name);
        }
    }

    private synchronized boolean serve(MenuDefinition menu) {
        faults = List.of();
        if (menu.version().equals(current().definition().version())) {
            return false;
        }
        Menu known = of(menu.version()).orElseGet(() -> new Menu(menu, constants));
        versions.remove(known);
        versions.addFirst(known);
        while (versions.size() > KEPT + 1) {
            versions.removeLast();
        }
        return true;
    }

    private synchronized void refuse(List<Fault> found) {
        faults = List.copyOf(found);
        String version = current().definition().version();
        LOG.warn("TKL-2015 the menu file has {} faults; version {} goes on serving", found.size(), version);
        found.forEach(fault -> LOG.warn("TKL-2016 {}", fault));
    }

    private static String text(Path file) throws IOException {
        if (Files.size(file) > MAX_OCTETS) {
            throw new IOException("more than " + MAX_OCTETS + " octets");
        }
        return Files.readString(file);
    }
}
