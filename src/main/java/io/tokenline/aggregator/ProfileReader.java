package io.tokenline.aggregator;

import io.tokenline.aggregator.AnswerForm.Template;
import io.tokenline.yaml.Fault;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads a profile's file strictly, and tells everything that is wrong with it at once. */
final class ProfileReader {

    private static final int CHARS_MAX = 64 * 1024;
    private static final int LIMIT_MIN = 60;
    private static final int LIMIT_MAX = 182;
    private static final Set<String> METHODS = Set.of("GET", "POST", "PUT");

    /** Values that every template may name. */
    private static final Set<String> ALWAYS = Set.of("text", "session", "msisdn", "active");

    private final Entries.Notes notes;

    private ProfileReader(String file) {
        this.notes = new Entries.Notes(file);
    }

    /**
     * Reads a file's content.
     *
     * @throws IllegalArgumentException with all its faults, one a line, as {@code file:line:column: what to do}
     */
    static Profile read(String file, String content) {
        ProfileReader reader = new ProfileReader(file);
        Optional<Profile> profile = reader.compose(content).map(reader::profile);
        List<Fault> faults = reader.notes.faults();
        if (profile.isEmpty() || !faults.isEmpty()) {
            throw new IllegalArgumentException(faults.stream()
                    .sorted(Comparator.comparingInt(Fault::line).thenComparingInt(Fault::column))
                    .map(Fault::toString)
                    .distinct()
                    .collect(Collectors.joining("\n")));
        }
        return profile.get();
    }

    private Optional<Node> compose(String content) {
        LoadSettings settings =
                LoadSettings.builder().setCodePointLimit(CHARS_MAX).build();
        try {
            Optional<Node> root = new Compose(settings).composeString(content);
            if (root.isEmpty()) {
                notes.at(1, 1, "the file is empty; begin with profile: NAME");
            }
            return root;
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark();
            notes.at(
                    mark.map(m -> m.getLine() + 1).orElse(1),
                    mark.map(m -> m.getColumn() + 1).orElse(1),
                    "this is not YAML: " + e.getProblem() + "; check quotes, colons and indentation");
        } catch (YamlEngineException e) {
            notes.at(1, 1, "this is not YAML: " + e.getMessage());
        }
        return Optional.empty();
    }

    private Profile profile(Node root) {
        Entries file = new Entries(root, "the file", notes);
        String name = file.needText("profile", "profile: africastalking");
        int limit = file.number("limit", LIMIT_MIN, LIMIT_MAX);
        Entries request = section(file, "request", root, "request: {methods: [POST], …}");
        Set<String> methods = methods(request);
        BodyForm body = named(BodyForm.values(), request, "body");
        List<String> path = path(request);
        boolean cumulative = request.flag("cumulative");
        boolean dialledByCode = request.flag("dialled_by_code");
        Profile.Places at = places(request);
        Map<String, Field> echo = echo(request);
        request.done();
        Map<StepKind, Condition> steps = steps(file);
        AnswerForm answer = answer(section(file, "answer", root, "answer: {type: …}"), echo.keySet());
        file.done();
        return new Profile(name, limit, methods, body, path, cumulative, dialledByCode, at, echo, steps, answer);
    }

    private Entries section(Entries owner, String key, Node otherwise, String example) {
        return new Entries(owner.need(key, example).orElse(otherwise), "'" + key + "'", notes);
    }

    private static Set<String> methods(Entries request) {
        Set<String> methods = new HashSet<>(request.list("methods"));
        if (methods.isEmpty() || !METHODS.containsAll(methods)) {
            request.fault("methods", "'methods' are one or more of GET, POST, PUT; write methods: [POST]");
        }
        return methods;
    }

    private static List<String> path(Entries request) {
        Optional<String> path = request.text("path");
        List<String> parts = path.map(text -> List.of(text.split("/", -1))).orElse(List.of());
        if (!parts.stream().allMatch(part -> part.matches("[a-z0-9-]{1,40}|\\{[a-z]{1,20}}"))) {
            request.fault("path", "'path' is words and {names} with strokes between, such as session/{id}/{event}");
        }
        return parts;
    }

    private static Profile.Places places(Entries request) {
        Field none = new Field(Field.Place.QUERY, "");
        Field secret = field(request, "secret", true).orElse(none);
        if (secret.place() != Field.Place.QUERY && secret.place() != Field.Place.HEADER) {
            request.fault("secret", "a secret is looked at before the body is read; write query NAME or header NAME");
        }
        return new Profile.Places(
                secret,
                field(request, "session", true).orElse(none),
                field(request, "msisdn", true).orElse(none),
                field(request, "text", true).orElse(none),
                field(request, "code", false),
                field(request, "sequence", false),
                field(request, "reason", false));
    }

    private static Optional<Field> field(Entries owner, String key, boolean needed) {
        Optional<String> text = needed ? Optional.of(owner.needText(key, key + ": body NAME")) : owner.text(key);
        Optional<Field> field = text.flatMap(Field::parse);
        if (text.filter(t -> !t.isEmpty()).isPresent() && field.isEmpty()) {
            owner.fault(key, "'" + key + "' is a place and a name; write query, header, path or body, and the name");
        }
        return field;
    }

    private Map<String, Field> echo(Entries request) {
        Map<String, Field> echo = new HashMap<>();
        request.take("echo").ifPresent(node -> {
            Entries entries = new Entries(node, "'echo'", notes);
            entries.texts().forEach((name, place) -> {
                Optional<Field> field = Field.parse(place);
                if (field.isEmpty() || !name.matches("[a-z_]{1,20}") || ALWAYS.contains(name)) {
                    entries.fault(name, "an echo is a new name in small letters and a place; write user: body USERID");
                } else {
                    echo.put(name, field.get());
                }
            });
        });
        return echo;
    }

    private Map<StepKind, Condition> steps(Entries file) {
        Map<StepKind, Condition> steps = new EnumMap<>(StepKind.class);
        file.take("steps").ifPresent(node -> {
            Entries entries = new Entries(node, "'steps'", notes);
            for (StepKind kind : StepKind.values()) {
                entries.take(kind.word()).ifPresent(condition -> {
                    Entries parts = new Entries(condition, "'" + kind.word() + "'", notes);
                    Optional<Field> at = field(parts, "at", true);
                    List<String> is = parts.list("is");
                    parts.done();
                    at.ifPresent(field -> steps.put(kind, new Condition(field, is)));
                });
            }
            entries.done();
        });
        return steps;
    }

    private AnswerForm answer(Entries answer, Set<String> echo) {
        String type = answer.needText("type", "type: text/plain");
        if (!type.isEmpty() && !type.matches("[a-z]+/[a-z.+-]+")) {
            answer.fault("type", "'type' is a media type; write text/plain");
        }
        Escape escape = named(Escape.values(), answer, "escape");
        Template none = new Template("", Map.of());
        AnswerForm form = new AnswerForm(
                type,
                escape,
                template(answer, "continue", echo).orElse(none),
                template(answer, "end", echo).orElse(none),
                answer.take("taken").isPresent()
                        ? template(answer, "taken", echo).orElse(none)
                        : none);
        answer.done();
        return form;
    }

    private Optional<Template> template(Entries answer, String key, Set<String> echo) {
        return answer.need(key, key + ": {body: \"{text}\"}").map(node -> {
            Entries entries = new Entries(node, "'" + key + "'", notes);
            String body = entries.needText("body", "body: \"{text}\"");
            Matcher matcher = AnswerForm.PLACEHOLDER.matcher(body);
            while (matcher.find()) {
                if (!ALWAYS.contains(matcher.group(2)) && !echo.contains(matcher.group(2))) {
                    entries.fault("body", "nothing is known as {" + matcher.group(2) + "}; name it under 'echo'");
                }
            }
            Map<String, String> headers = entries.take("headers")
                    .map(map -> new Entries(map, "'headers'", notes).texts())
                    .orElse(Map.of());
            if (!headers.entrySet().stream()
                    .allMatch(h -> h.getKey().matches("[A-Za-z0-9-]{1,40}")
                            && h.getValue().matches("[ -~]{0,100}"))) {
                entries.fault("headers", "a header has a name of letters, digits and dashes, and a plain value");
            }
            entries.done();
            return new Template(body, headers);
        });
    }

    private static <E extends Enum<E>> E named(E[] values, Entries owner, String key) {
        String words = Arrays.stream(values).map(ProfileReader::word).collect(Collectors.joining(", "));
        String text = owner.needText(key, key + ": " + word(values[values.length - 1]));
        Optional<E> found =
                Arrays.stream(values).filter(value -> word(value).equals(text)).findAny();
        if (found.isEmpty() && !text.isEmpty()) {
            owner.fault(key, "'" + key + "' is one of " + words);
        }
        return found.orElse(values[0]);
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
