package io.tokenline.yaml;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** As much of JSON Schema (draft 7) as our schema uses; a fault is the path of what is wrong. */
public record Schema(JsonObject root, List<String> faults) {

    /** What an editor says of a file; empty where nothing is wrong. */
    public static List<String> faults(String schema, String yaml) {
        try (JsonReader json = Json.createReader(new StringReader(schema))) {
            List<String> faults = new ArrayList<>();
            JsonObject root = json.readObject();
            new Schema(root, faults).check(new Load(LoadSettings.builder().build()).loadFromString(yaml), root, "");
            return faults;
        }
    }

    /** Checks a value against a part of the schema; faults are added to the list. */
    public void check(Object value, JsonObject given, String path) {
        JsonObject schema = given;
        while (schema.containsKey("$ref")) {
            schema = root.getJsonObject("definitions")
                    .getJsonObject(schema.getString("$ref").substring(14));
        }
        if (schema.containsKey("anyOf")) {
            boolean any = schema.getJsonArray("anyOf").stream().anyMatch(one -> {
                List<String> own = new ArrayList<>();
                new Schema(root, own).check(value, one.asJsonObject(), path);
                return own.isEmpty();
            });
            require(any, path);
        } else if (schema.containsKey("enum")) {
            require(
                    schema.getJsonArray("enum").stream()
                            .map(one -> one instanceof JsonString word ? word.getString() : one.toString())
                            .anyMatch(String.valueOf(value)::equals),
                    path);
        } else {
            typed(value, schema, path);
        }
    }

    private void typed(Object value, JsonObject schema, String path) {
        switch (schema.getString("type")) {
            case "object" -> object(value, schema, path);
            case "array" -> {
                require(value instanceof Collection<?> all && all.size() >= schema.getInt("minItems", 0), path);
                int index = 0;
                for (Object element : value instanceof Collection<?> all ? all : List.of()) {
                    check(element, schema.getJsonObject("items"), path + "/" + index++);
                }
            }
            case "boolean" -> require(value instanceof Boolean, path);
            case "integer", "number" ->
                require(
                        value instanceof Number number
                                && number.longValue() >= schema.getInt("minimum", 0)
                                && number.longValue() <= schema.getInt("maximum", Integer.MAX_VALUE),
                        path);
            case "string" ->
                require(
                        value instanceof String text
                                && text.length() >= schema.getInt("minLength", 0)
                                && text.matches("(?s)" + schema.getString("pattern", ".*")),
                        path);
            default -> throw new IllegalStateException("a schema with the type " + schema.getString("type"));
        }
    }

    private void object(Object value, JsonObject schema, String path) {
        if (!(value instanceof Map<?, ?> map)) {
            faults.add(path);
            return;
        }
        require(map.size() >= schema.getInt("minProperties", 0), path);
        require(map.size() <= schema.getInt("maxProperties", Integer.MAX_VALUE), path);
        JsonArray required =
                schema.containsKey("required") ? schema.getJsonArray("required") : JsonValue.EMPTY_JSON_ARRAY;
        required.forEach(key -> {
            String name = key.toString().replace("\"", "");
            require(map.containsKey(name), path + "/" + name);
        });
        JsonObject known =
                schema.containsKey("properties") ? schema.getJsonObject("properties") : JsonValue.EMPTY_JSON_OBJECT;
        JsonValue others = schema.getOrDefault("additionalProperties", JsonValue.TRUE);
        map.forEach((key, element) -> {
            String place = path + "/" + key;
            if (schema.containsKey("propertyNames")) {
                require(
                        String.valueOf(key)
                                .matches(schema.getJsonObject("propertyNames").getString("pattern")),
                        place);
            }
            if (known.containsKey(key)) {
                check(element, known.getJsonObject(String.valueOf(key)), place);
            } else if (others instanceof JsonObject schemaOfOthers) {
                check(element, schemaOfOthers, place);
            } else {
                require(others == JsonValue.TRUE, place);
            }
        });
    }

    private void require(boolean right, String path) {
        if (!right) {
            faults.add(path);
        }
    }
}
