package io.tokenline.aggregator;

import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonStructure;
import jakarta.json.JsonValue;
import java.io.ByteArrayInputStream;
import java.net.URLDecoder;
import java.nio.charset.Charset;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** The forms that a body can have; each is read into values by name, the names in small letters. */
enum BodyForm {
    /** There is none. */
    NONE {
        @Override
        Map<String, String> read(byte[] body, Charset charset) {
            return Map.of();
        }
    },
    /** {@code application/x-www-form-urlencoded}. */
    FORM {
        @Override
        Map<String, String> read(byte[] body, Charset charset) throws Refused {
            return form(new String(body, charset), charset);
        }
    },
    /** A JSON object: its texts, numbers and truth values; those of objects within it as {@code outer.inner}. */
    JSON {
        @Override
        Map<String, String> read(byte[] body, Charset charset) throws Refused {
            try (JsonReader reader = Json.createReader(new ByteArrayInputStream(body))) {
                JsonStructure root = reader.read();
                Map<String, String> values = new HashMap<>();
                if (root instanceof JsonObject object) {
                    flatten("", object, values, 0);
                }
                return values;
            } catch (JsonException | IllegalStateException e) {
                throw Refused.unreadable("The body is not JSON.");
            }
        }
    },
    /** An XML document: the texts of the elements right under its root. */
    XML {
        @Override
        Map<String, String> read(byte[] body, Charset charset) throws Refused {
            try {
                XMLStreamReader reader = XML_READERS.createXMLStreamReader(new ByteArrayInputStream(body));
                try {
                    return elements(reader);
                } finally {
                    reader.close();
                }
            } catch (XMLStreamException | RuntimeException e) { // some parsers throw unchecked ones at wrong octets
                throw Refused.unreadable("The body is not XML, or has a document type.");
            }
        }
    };

    private static final int DEPTH_MAX = 4;
    private static final XMLInputFactory XML_READERS = withoutDocumentTypes();

    abstract Map<String, String> read(byte[] body, Charset charset) throws Refused;

    /** Reads parameters; of several with one name the first counts. */
    static Map<String, String> form(String text, Charset charset) throws Refused {
        Map<String, String> values = new HashMap<>();
        try {
            for (String pair : text.strip().split("&", -1)) {
                int equals = pair.indexOf('=');
                if (equals > 0) {
                    String name = URLDecoder.decode(pair.substring(0, equals), charset);
                    String value = URLDecoder.decode(pair.substring(equals + 1), charset);
                    values.putIfAbsent(name.toLowerCase(Locale.ROOT), value);
                }
            }
        } catch (IllegalArgumentException e) {
            throw Refused.unreadable("The parameters are not encoded as forms are.");
        }
        return values;
    }

    private static void flatten(String prefix, JsonObject object, Map<String, String> values, int depth) {
        for (Map.Entry<String, JsonValue> entry : object.entrySet()) {
            String name = prefix + entry.getKey().toLowerCase(Locale.ROOT);
            JsonValue value = entry.getValue();
            switch (value.getValueType()) {
                case STRING -> values.putIfAbsent(name, ((JsonString) value).getString());
                case NUMBER, TRUE, FALSE -> values.putIfAbsent(name, value.toString());
                case NULL -> values.putIfAbsent(name, "");
                case OBJECT -> {
                    if (depth < DEPTH_MAX) {
                        flatten(name + ".", value.asJsonObject(), values, depth + 1);
                    }
                }
                case ARRAY -> {} // no gateway tells a step in one
            }
        }
    }

    private static Map<String, String> elements(XMLStreamReader reader) throws XMLStreamException {
        Map<String, String> values = new HashMap<>();
        StringBuilder text = new StringBuilder();
        int depth = 0;
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.DTD -> throw new XMLStreamException("a document type");
                case XMLStreamConstants.START_ELEMENT -> {
                    depth++;
                    text.setLength(0);
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(reader.getText());
                case XMLStreamConstants.END_ELEMENT -> {
                    if (depth == 2) {
                        values.putIfAbsent(reader.getLocalName().toLowerCase(Locale.ROOT), text.toString());
                    }
                    depth--;
                }
                default -> {} // comments and the like
            }
        }
        return values;
    }

    private static XMLInputFactory withoutDocumentTypes() {
        XMLInputFactory factory = XMLInputFactory.newInstance();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        return factory;
    }
}
