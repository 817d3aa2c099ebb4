package io.tokenline.aggregator;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** The values of a request, read as a profile says. */
final class Fields {

    private final Map<Field.Place, Map<String, String>> values;

    private Fields(Map<Field.Place, Map<String, String>> values) {
        this.values = values;
    }

    /**
     * Reads a request.
     *
     * @throws Refused where it has not the profile's method, path or form
     */
    static Fields read(Profile profile, HttpCall call) throws Refused {
        Map<String, String> path = path(profile.path(), call.rest());
        if (!profile.methods().contains(call.method())) {
            throw new Refused(405, "This path takes " + String.join(", ", new TreeSet<>(profile.methods())) + ".");
        }
        Map<String, String> body =
                call.body().length == 0 ? Map.of() : profile.body().read(call.body(), call.charset());
        return new Fields(Map.of(
                Field.Place.PATH,
                path,
                Field.Place.HEADER,
                call.headers(),
                Field.Place.QUERY,
                BodyForm.form(call.query(), call.charset()),
                Field.Place.BODY,
                body));
    }

    /** The value of a field, where the request has it; it may be empty. */
    Optional<String> at(Field field) {
        return Optional.ofNullable(values.getOrDefault(field.place(), Map.of()).get(field.name()));
    }

    /** {@code session/{session}/{event}}: a part in braces takes whatever stands there. */
    private static Map<String, String> path(List<String> pattern, String rest) throws Refused {
        List<String> parts = rest.isEmpty() ? List.of() : List.of(rest.split("/", -1));
        if (parts.size() != pattern.size()) {
            throw Refused.nothingHere();
        }
        Map<String, String> found = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String wanted = pattern.get(i);
            if (wanted.startsWith("{")) {
                found.put(wanted.substring(1, wanted.length() - 1).toLowerCase(Locale.ROOT), parts.get(i));
            } else if (!wanted.equals(parts.get(i))) {
                throw Refused.nothingHere();
            }
        }
        return found;
    }
}
