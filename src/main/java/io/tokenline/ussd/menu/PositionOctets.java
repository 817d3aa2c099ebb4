package io.tokenline.ussd.menu;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A position as octets: the number of this form, then each field in turn; a number in groups of seven bits, a text as
 * its length and its UTF-8, a list as its length and its elements, a map sorted by key. Equal positions have equal
 * octets.
 */
final class PositionOctets {

    private static final int FORM = 1;

    private final byte[] octets;
    private int next;

    private PositionOctets(byte[] octets) {
        this.octets = octets;
    }

    static byte[] write(Position position) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(256);
        number(out, FORM);
        text(out, position.version());
        text(out, position.language());
        number(out, position.limit().septets());
        number(out, position.limit().ucs2());
        text(out, position.screen());
        number(out, position.page());
        text(out, position.said());
        number(out, position.retries());
        texts(out, position.history());
        Map<String, Answer> answers = sorted(position.answers());
        number(out, answers.size());
        answers.forEach((name, answer) -> {
            text(out, name);
            text(out, answer.value());
            text(out, answer.shown());
        });
        texts(out, position.values());
        text(out, position.rows().action());
        number(out, position.rows().rows().size());
        for (Row row : position.rows().rows()) {
            text(out, row.key());
            texts(out, row.values());
        }
        texts(out, position.pending());
        return out.toByteArray();
    }

    /** Throws {@link IllegalArgumentException} where they are of another form or damaged. */
    static Position read(byte[] octets) {
        PositionOctets in = new PositionOctets(octets);
        int form = in.number();
        if (form != FORM) {
            throw new IllegalArgumentException("a position of form " + form + " cannot be read");
        }
        Position position = new Position(
                in.text(),
                in.text(),
                new ScreenLimit(in.number(), in.number()),
                in.text(),
                in.number(),
                in.text(),
                in.number(),
                in.texts(),
                in.answers(),
                in.map(),
                in.rows(),
                in.texts());
        if (in.next != octets.length) {
            throw new IllegalArgumentException("a position with " + (octets.length - in.next) + " octets too many");
        }
        return position;
    }

    private static void number(ByteArrayOutputStream out, int number) {
        int left = number;
        while (left > 0x7F) {
            out.write((left & 0x7F) | 0x80);
            left >>>= 7;
        }
        out.write(left);
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] utf = text.getBytes(StandardCharsets.UTF_8);
        number(out, utf.length);
        out.writeBytes(utf);
    }

    private static void texts(ByteArrayOutputStream out, Collection<String> texts) {
        number(out, texts.size());
        texts.forEach(text -> text(out, text));
    }

    private static void texts(ByteArrayOutputStream out, Map<String, String> texts) {
        number(out, texts.size());
        sorted(texts).forEach((key, text) -> {
            text(out, key);
            text(out, text);
        });
    }

    private static <T> Map<String, T> sorted(Map<String, T> map) {
        return map.size() < 2 ? map : new TreeMap<>(map);
    }

    private int number() {
        int number = 0;
        for (int shift = 0; shift < 28; shift += 7) {
            int octet = octet();
            number |= (octet & 0x7F) << shift;
            if (octet < 0x80) {
                return number;
            }
        }
        throw new IllegalArgumentException("a position with a number beyond all bounds");
    }

    private int octet() {
        if (next == octets.length) {
            throw new IllegalArgumentException("a position that ends too soon");
        }
        return octets[next++] & 0xFF;
    }

    /** Every element takes an octet at least, so no damage makes room for more than there are octets. */
    private int count() {
        int count = number();
        if (count > octets.length - next) {
            throw new IllegalArgumentException("a position that ends too soon");
        }
        return count;
    }

    private String text() {
        int length = count();
        next += length;
        return new String(octets, next - length, length, StandardCharsets.UTF_8);
    }

    private List<String> texts() {
        int count = count();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            texts.add(text());
        }
        return texts;
    }

    private Map<String, String> map() {
        int count = count();
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            map.put(text(), text());
        }
        return map;
    }

    private Map<String, Answer> answers() {
        int count = count();
        Map<String, Answer> answers = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            answers.put(text(), new Answer(text(), text()));
        }
        return answers;
    }

    private Rows rows() {
        String action = text();
        int count = count();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(new Row(text(), map()));
        }
        return new Rows(action, rows);
    }
}
