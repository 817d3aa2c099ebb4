package io.tokenline.sandbox.meter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.token.sts.DecoderKey;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.StaTables;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Types tokens that other programs made into meters with the keys that these programs state. */
class PublishedVectorsTest {

    private static final Pattern COMMA = Pattern.compile(",(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)");
    private static final Pattern NUMBER = Pattern.compile("(?:amount|value|control)=([0-9.]+)");
    private static final Pattern MAKE = Pattern.compile("mfr=([0-9]+)");
    private static final Map<String, Kind> KINDS = Map.ofEntries(
            Map.entry("0.0", Kind.CREDIT),
            Map.entry("0.1", Kind.CREDIT),
            Map.entry("0.2", Kind.CREDIT),
            Map.entry("1.0", Kind.TEST),
            Map.entry("2.0", Kind.POWER_LIMIT),
            Map.entry("2.1", Kind.CLEAR_CREDIT),
            Map.entry("2.3", Kind.KEY_CHANGE),
            Map.entry("2.4", Kind.KEY_CHANGE),
            Map.entry("2.5", Kind.CLEAR_TAMPER),
            Map.entry("2.6", Kind.PHASE_UNBALANCE),
            Map.entry("2.8", Kind.KEY_CHANGE),
            Map.entry("2.9", Kind.KEY_CHANGE));

    /** A token, what was put into it, and by which key. */
    private record Row(Map<String, String> fields) {

        String text(String column) {
            return fields.getOrDefault(column, "");
        }

        int number(String column) {
            return Integer.parseInt(text(column));
        }
    }

    private static List<Row> rows() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("src", "test", "resources", "sts-vectors.csv"));
        List<String> names = COMMA.splitAsStream(lines.get(0)).toList();
        List<Row> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] fields = COMMA.split(line, -1);
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < fields.length; i++) {
                row.put(names.get(i), fields[i]);
            }
            rows.add(new Row(row));
        }
        return rows;
    }

    private static StsMeter meter(Row row) {
        // a test token comes without a key: any meter obeys it
        DecoderKey key =
                row.text("ea").isEmpty() ? Vendor.key(EncryptionAlgorithm.EA11, 0) : key(row, "decoder_key_be");
        Matcher make = MAKE.matcher(row.text("input"));
        MeterState state = MeterState.fresh(
                make.find() ? Integer.parseInt(make.group(1)) : 0,
                Vendor.carried(key, Vendor.UNIQUE, Vendor.EXPIRY),
                EnumSet.allOf(Register.class));
        return new StsMeter(state, StaTables.sample());
    }

    private static DecoderKey key(Row row, String column) {
        EncryptionAlgorithm algorithm = EncryptionAlgorithm.ofCode(row.number("ea"));
        return new DecoderKey(algorithm, HexFormat.of().parseHex(row.text(column)));
    }

    /** The number that a row says in words, in a meter's units; an amount code below 4000h is one, too. */
    private static BigInteger said(Row row, Kind kind) {
        Matcher number = NUMBER.matcher(row.text("input"));
        return number.find()
                ? new BigDecimal(number.group(1))
                        .movePointRight(kind == Kind.CREDIT ? 1 : 0)
                        .toBigIntegerExact()
                : new BigInteger(row.text("field16_hex"), 16);
    }

    /** What the meter must answer; an amount is rounded up by less than the step that its code allows. */
    private static Answer expected(Row row, Kind kind, Answer actual) {
        return switch (kind) {
            case CREDIT -> {
                Register register = Register.of(row.number("subclass")).orElseThrow();
                yield Answer.accepted(kind, rounded(row, said(row, kind), actual.value()), register);
            }
            case POWER_LIMIT, PHASE_UNBALANCE -> Answer.accepted(kind, rounded(row, said(row, kind), actual.value()));
            case CLEAR_CREDIT -> {
                Optional<Register> register = Register.of(said(row, kind).intValueExact());
                yield new Answer(Result.ACCEPTED, kind, BigInteger.ZERO, register, 0, 0);
            }
            case KEY_CHANGE -> Answer.section(1, row.number("ea") == 7 ? 2 : 4);
            default -> Answer.accepted(kind, said(row, kind));
        };
    }

    private static BigInteger rounded(Row row, BigInteger said, BigInteger actual) {
        BigInteger step = BigInteger.TEN.pow(Integer.parseInt(row.text("field16_hex"), 16) >> 14);
        BigInteger more = actual.subtract(said);
        return more.signum() >= 0 && more.compareTo(step) < 0 ? actual : said;
    }

    @Test
    void everyPublishedTokenDoesWhatItsMakersSay() throws IOException {
        List<Row> rows = rows();
        for (Row row : rows) {
            Kind kind = Optional.ofNullable(KINDS.get(row.text("class") + "." + row.text("subclass")))
                    .orElseThrow();
            StsMeter meter = meter(row);
            Answer answer = meter.enter(row.text("token20"), Vendor.NOW);
            assertEquals(expected(row, kind, answer), answer, row.text("id"));
            if (!row.text("tid").isEmpty()) {
                assertTrue(meter.state().tids().contains(row.number("tid")), row.text("id"));
                Answer again = meter.enter(row.text("token20"), Vendor.NOW);
                assertEquals(Answer.refused(Result.USED, kind), again, row.text("id"));
            }
        }
        assertTrue(rows.size() >= 30, "the published tokens are all there");
    }

    @Test
    void everyPublishedPairOfKeyChangeTokensGivesTheKeyThatItsMakersState() throws IOException {
        List<Row> rows = rows();
        int pairs = 0;
        for (int i = 1; i < rows.size(); i++) {
            Row first = rows.get(i - 1);
            Row second = rows.get(i);
            boolean pair = first.text("ea").equals("7")
                    && first.text("input").equals("kct1")
                    && second.text("input").equals("kct2");
            if (!pair) {
                continue;
            }
            StsMeter meter = meter(first);
            meter.enter(first.text("token20"), Vendor.NOW);
            assertEquals(Answer.section(2, 2), meter.enter(second.text("token20"), Vendor.NOW), second.text("id"));
            MeterKey stated = new MeterKey(
                    key(first, "kct_new_decoder_key_be"),
                    "000000",
                    first.number("kct_new_ti"),
                    first.number("kct_new_krn"),
                    first.number("kct_new_kt"),
                    first.number("kct_new_ken"));
            assertEquals(stated, meter.state().key(), second.text("id"));
            pairs++;
        }
        assertEquals(3, pairs);
    }
}
