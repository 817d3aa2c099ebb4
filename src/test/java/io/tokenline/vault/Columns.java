package io.tokenline.vault;

import io.tokenline.Database;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Every column of every row of a table, as somebody reads it who has the database and nothing else. */
public final class Columns {

    private Columns() {}

    /** The texts; bytes twice, in hexadecimal and as characters. */
    public static List<String> of(Database database, String table) {
        List<?> rows = database.tx(() ->
                database.entities().createNativeQuery("select * from " + table).getResultList());
        return rows.stream()
                .flatMap(row -> Arrays.stream((Object[]) row))
                .flatMap(Columns::texts)
                .toList();
    }

    private static Stream<String> texts(Object value) {
        return value instanceof byte[] bytes
                ? Stream.of(HexFormat.of().formatHex(bytes), new String(bytes, StandardCharsets.ISO_8859_1))
                : Stream.of(String.valueOf(value));
    }
}
