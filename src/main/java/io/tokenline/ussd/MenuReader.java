package io.tokenline.ussd;

import io.tokenline.ussd.menu.MenuDefinition;
import io.tokenline.ussd.menu.Message;
import io.tokenline.ussd.menu.Screen;
import io.tokenline.ussd.menu.Texts;
import io.tokenline.yaml.Document;
import io.tokenline.yaml.Fault;
import io.tokenline.yaml.Faults;
import io.tokenline.yaml.Places;
import io.tokenline.yaml.Section;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a service's menu file strictly, and reports everything that is wrong with it at once. */
public final class MenuReader {

    private static final int MAX_CHARS = 256 * 1024;

    private final Vocabulary vocabulary;
    private final boolean insisting;

    /** A reader for files that speak of these types and actions. */
    public MenuReader(Vocabulary vocabulary) {
        this(vocabulary, false);
    }

    private MenuReader(Vocabulary vocabulary, boolean insisting) {
        this.vocabulary = vocabulary;
        this.insisting = insisting;
    }

    /** The same, and a language that no native speaker has reviewed is a fault. */
    public MenuReader insistingOnReview() {
        return new MenuReader(vocabulary, true);
    }

    /** What reading gave. */
    public sealed interface Result {}

    /** A menu without fault. */
    public record Read(MenuDefinition menu) implements Result {}

    /**
     * A file that cannot be used.
     *
     * @param faults at least one, in the order of the file
     */
    public record Faulty(List<Fault> faults) implements Result {

        public Faulty {
            faults = List.copyOf(faults);
        }

        /** One fault a line. */
        @Override
        public String toString() {
            return faults.stream().map(Fault::toString).collect(Collectors.joining("\n"));
        }
    }

    /**
     * Reads a menu that comes with the server.
     *
     * @param resource on the class path, for example {@code ussd-menus/prepaid.yaml}
     * @throws IllegalStateException with every fault, so that a server with a broken menu does not start
     */
    public MenuDefinition packaged(String resource) {
        try (InputStream stream = MenuReader.class.getClassLoader().getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the menu " + resource + " is not on the class path");
            }
            return faultless(resource, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the menu " + resource + " cannot be read", e);
        }
    }

    /**
     * Reads a file's content.
     *
     * @throws IllegalStateException with every fault
     */
    MenuDefinition faultless(String file, String content) {
        Result result = read(file, content);
        if (result instanceof Read read) {
            return read.menu();
        }
        throw new IllegalStateException("the menu has faults:\n" + result);
    }

    /**
     * Reads a file's content.
     *
     * @param file its name, for faults
     */
    public Result read(String file, String content) {
        Faults faults = new Faults(file);
        Optional<MenuDefinition> menu = Document.root(content, MAX_CHARS, "service: NAME", faults)
                .flatMap(root -> service(root, version(content), faults));
        List<Fault> found = faults.inOrder();
        return menu.isPresent() && found.isEmpty() ? new Read(menu.get()) : new Faulty(found);
    }

    private Optional<MenuDefinition> service(Node root, String version, Faults faults) {
        Section file = new Section(root, "the file", faults);
        if (!file.isMapping()) {
            return Optional.empty();
        }
        Places places = new Places();
        String service = file.needWord("service", "service: prepaid");
        HeadReader head = new HeadReader(file, faults, places, insisting);
        TextReader texts = head.texts();
        Map<Message, Texts> messages = messages(file, texts, faults);
        Map<String, Screen> screens = new LinkedHashMap<>();
        ScreenReader reader = new ScreenReader(vocabulary, texts, head, faults, places);
        boolean whole = true;
        Optional<Node> screensNode = file.need("screens", "screens: {main: {menu: {…}}}");
        if (screensNode.isPresent()) {
            Section section = new Section(screensNode.get(), "'screens'", faults);
            for (Map.Entry<String, Node> entry : section.all().entrySet()) {
                Optional<Screen> screen = reader.read(entry.getKey(), entry.getValue(), section.key(entry.getKey()));
                screen.ifPresent(known -> screens.put(entry.getKey(), known));
                whole &= screen.isPresent();
            }
        }
        Optional<Node> startNode = file.need("start", "start: main");
        String start =
                startNode.map(node -> file.word(node, "start", "start: main")).orElse("");
        file.done();
        if (head.languages().isEmpty() || screens.isEmpty()) {
            return Optional.empty();
        }
        MenuDefinition menu = new MenuDefinition(
                service,
                version,
                head.languages(),
                head.reviewed(),
                head.limit(),
                head.rows(),
                start,
                head.navigation(),
                messages,
                screens);
        new MenuLint(menu, vocabulary, places, faults).check(startNode.orElse(root), whole);
        new LengthLint(menu, vocabulary, head.ucs2(), places, faults).check();
        return Optional.of(menu);
    }

    private static Map<Message, Texts> messages(Section file, TextReader texts, Faults faults) {
        Map<Message, Texts> messages = new EnumMap<>(Message.class);
        file.need("messages", "messages: {wrong_choice: {…}, …}").ifPresent(node -> {
            Section section = new Section(node, "'messages'", faults);
            boolean resumes = Message.RESUMING.stream()
                    .anyMatch(message -> section.take(message.key()).isPresent());
            for (Message message : Message.values()) {
                if (resumes || !Message.RESUMING.contains(message)) {
                    messages.put(message, texts.need(section, message.key()));
                }
            }
            section.done();
        });
        return messages;
    }

    /** The same content has the same version, and no other has. */
    private static String version(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 6);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
