package io.tokenline.payment.http;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A JSON object of somebody who changes his mind about types and fields: numbers may be strings, anything may be missing.
 *
 * @param object what was read
 */
public record Fields(JsonObject object) {

    private static final int NUMBER_MAX = 30;

    /** Nothing. */
    public static final Fields NONE = new Fields(JsonValue.EMPTY_JSON_OBJECT);

    /** Reads an object; {@link #NONE} where the text is none. */
    public static Fields of(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return new Fields(reader.readObject());
        } catch (JsonException | IllegalStateException e) {
            return NONE;
        }
    }

    /** Whether it has nothing. */
    public boolean isEmpty() {
        return object.isEmpty();
    }

    /** A text, or a number as it was written; empty where there is neither. */
    public String text(String... path) {
        JsonValue value = value(path);
        if (value instanceof JsonString string) {
            return string.getString().strip();
        }
        return value instanceof JsonNumber number ? number.toString() : "";
    }

    /** A number, or a text that is one. */
    public Optional<BigDecimal> number(String... path) {
        String text = text(path);
        return text.length() > NUMBER_MAX || !text.matches("-?[0-9]+(\\.[0-9]+)?")
                ? Optional.empty()
                : Optional.of(new BigDecimal(text));
    }

    /** An object within; {@link #NONE} where there is none. */
    public Fields at(String... path) {
        return value(path) instanceof JsonObject within ? new Fields(within) : NONE;
    }

    /** The objects of a list within; arrays of arrays are taken as one. */
    public List<Fields> list(String... path) {
        return value(path) instanceof JsonArray array ? objects(array) : List.of();
    }

    private static List<Fields> objects(JsonArray array) {
        return array.stream()
                .flatMap(value -> value instanceof JsonArray within
                        ? objects(within).stream()
                        : Optional.of(value)
                                .filter(JsonObject.class::isInstance)
                                .map(found -> new Fields((JsonObject) found))
                                .stream())
                .toList();
    }

    private JsonValue value(String... path) {
        JsonValue value = object;
        for (String name : path) {
            value = value instanceof JsonObject within ? within.getOrDefault(name, JsonValue.NULL) : JsonValue.NULL;
        }
        return value;
    }

    /** The names only: what stands in it may be a phone number. */
    @Override
    public String toString() {
        return object.keySet().toString();
    }
}
