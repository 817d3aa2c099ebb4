package io.tokenline.token.sts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Runs every row of a vector file: derives the decoder key, builds the plain block, encrypts it, makes the 20 digits and
 * decodes them back. {@code -Dsts.vectors=FILE.csv} names another file, {@code -Dsts.tables=FILE} a licensee's tables.
 */
class StsVectorsTest {

    private static final String DEFAULT_FILE = "/sts-vectors.csv";

    @Test
    void everyRowOfTheVectorFileComesOutToTheBit() throws IOException {
        Optional<StaTables> licensed = tables();
        List<String> wrong = new ArrayList<>();
        Map<String, Integer> ran = new TreeMap<>();
        Map<String, Integer> leftOut = new TreeMap<>();
        for (Map<String, String> row : Csv.read(vectors())) {
            StsVector vector = new StsVector(row);
            String kind = "class " + vector.text("class") + "." + vector.text("subclass") + " EA " + vector.text("ea");
            try {
                Optional<String> reason = vector.leftOut(licensed);
                if (reason.isPresent()) {
                    leftOut.merge(kind + ": " + reason.get(), 1, Integer::sum);
                    continue;
                }
                ran.merge(kind, 1, Integer::sum);
                check(vector, licensed);
            } catch (AssertionError | RuntimeException e) {
                wrong.add(vector.id() + ": " + e);
            }
        }
        report("ran", ran);
        report("left out", leftOut);
        assertTrue(wrong.isEmpty(), () -> wrong.size() + " rows are wrong:\n" + String.join("\n", wrong));
        assertTrue(!ran.isEmpty(), "no row ran");
    }

    private static void check(StsVector vector, Optional<StaTables> licensed) {
        StaTables tables = vector.tables(licensed);
        TokenCodec codec = new TokenCodec(tables);
        DataBlock block = vector.block();
        assertStated(vector, "plain64", hex(block.bits()));
        Token20 token;
        DataBlock readBack;
        if (block.tokenClass() == 1) {
            token = TokenCodec.encodeClear(block);
            readBack = DataBlock.read(1, token.block()).orElseThrow();
        } else {
            DecoderKey key = vector.decoderKey();
            assertStated(vector, "decoder_key_be", HexFormat.of().formatHex(key.bytes()));
            if (vector.isKeyChange()) {
                byte[] newKey = vector.newDecoderKey().bytes();
                assertStated(vector, "kct_new_decoder_key_be", HexFormat.of().formatHex(newKey));
            }
            token = codec.encode(block, key);
            readBack = codec.open(token, key).orElseThrow();
        }
        assertStated(vector, "cipher64", hex(token.block()));
        assertEquals(vector.text("token20").replaceAll("[ -]", ""), token.digits(), "token20");
        assertEquals(block, readBack, "decoded back");
        if (StsToken.read(readBack, BaseDate.BD2014) instanceof DecodeResult.Decoded decoded) {
            assertEquals(block, decoded.token().block(), "its fields, read and written again");
        }
    }

    private static void assertStated(StsVector vector, String column, String actual) {
        if (vector.has(column)) {
            assertTrue(vector.text(column).equalsIgnoreCase(actual), () -> column + " is " + actual);
        }
    }

    private static void report(String title, Map<String, Integer> counts) {
        int total = counts.values().stream().mapToInt(Integer::intValue).sum();
        System.out.println("STS vectors, rows " + title + ": " + total);
        counts.forEach((kind, count) -> System.out.println("  " + kind + ": " + count));
    }

    private static String hex(long bits) {
        return HexFormat.of().toHexDigits(bits);
    }

    private static String vectors() throws IOException {
        String file = System.getProperty("sts.vectors", "");
        if (!file.isEmpty()) {
            return Files.readString(Path.of(file));
        }
        try (InputStream in = StsVectorsTest.class.getResourceAsStream(DEFAULT_FILE)) {
            if (in == null) {
                throw new IOException(DEFAULT_FILE + " is not among the test resources");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Optional<StaTables> tables() throws IOException {
        String file = System.getProperty("sts.tables", "");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        Properties properties = new Properties();
        try (Reader in = Files.newBufferedReader(Path.of(file))) {
            properties.load(in);
        }
        return Optional.of(StaTables.of(properties));
    }
}
