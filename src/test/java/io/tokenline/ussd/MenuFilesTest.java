package io.tokenline.ussd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Whole menu files, right and wrong, each with the report it gets; and what an editor says of them by the schema. */
class MenuFilesTest {

    private static final Path VALID = Everything.FOLDER.resolve("valid");
    private static final Path INVALID = Everything.FOLDER.resolve("invalid");

    @TestFactory
    Stream<DynamicTest> aValidFileIsRead() throws IOException {
        List<Path> files = files(VALID);
        assertTrue(files.size() >= 8, files.toString());
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    MenuReader.Result result = Everything.reader().read(name(file), Everything.read(file));
                    assertInstanceOf(MenuReader.Read.class, result, "\n" + result);
                }));
    }

    @TestFactory
    Stream<DynamicTest> anInvalidFileGetsExactlyItsReport() throws IOException {
        List<Path> files = files(INVALID);
        assertTrue(files.size() >= 10, files.toString());
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(name(file), () -> {
                    String expected = Everything.read(INVALID.resolve(name(file).replace(".yaml", ".txt")));
                    MenuReader.Result result = Everything.reader().read(name(file), Everything.read(file));
                    assertEquals(expected, result + "\n");
                }));
    }

    @TestFactory
    Stream<DynamicTest> theSchemaTakesEveryFileThatTheReaderTakes() throws IOException {
        List<Path> files = new ArrayList<>(files(VALID));
        files.addAll(files(Path.of("ussd-menus")));
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(name(file), () -> assertEquals(List.of(), schemaFaults(file))));
    }

    @Test
    void theSchemaSeesWrongWordsAndMissingParts() {
        List<String> faults = schemaFaults(INVALID.resolve("wrong-words.yaml"));
        for (String part : List.of(
                "/colour",
                "/languages/1",
                "/limits/gsm",
                "/limits/lines",
                "/main/question",
                "/pin/input/type",
                "/apology")) {
            assertTrue(faults.stream().anyMatch(fault -> fault.endsWith(part)), part + " in " + faults);
        }
    }

    @Test
    void aLanguageThatNobodyReviewedIsAFaultForWhoInsists() {
        String yaml = Everything.read(VALID.resolve("buying.yaml"));
        MenuReader insisting = Everything.reader().insistingOnReview();
        assertEquals(
                "buying.yaml:4:12: no native speaker has reviewed en; let one read it, then write en: true",
                insisting.read("buying.yaml", yaml).toString());
        assertInstanceOf(
                MenuReader.Read.class, insisting.read("buying.yaml", yaml.replace("{en: false}", "{en: true}")));
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    private static String name(Path file) {
        return String.valueOf(file.getFileName());
    }

    private static List<String> schemaFaults(Path file) {
        try (JsonReader json =
                Json.createReader(new StringReader(Everything.read(Path.of("ussd-menus", "menu.schema.json"))))) {
            Object yaml = new Load(LoadSettings.builder().build()).loadFromString(Everything.read(file));
            List<String> faults = new ArrayList<>();
            JsonObject root = json.readObject();
            new Schema(root, faults).check(yaml, root, "");
            return faults;
        }
    }

    /** As much of JSON Schema (draft 7) as our schema uses; a fault is the path of what is wrong. */
    private record Schema(JsonObject root, List<String> faults) {

        void check(Object value, JsonObject given, String path) {
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
                require(schema.getJsonArray("enum").toString().contains("\"" + value + "\""), path);
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
                                    .matches(schema.getJsonObject("propertyNames")
                                            .getString("pattern")),
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
}
