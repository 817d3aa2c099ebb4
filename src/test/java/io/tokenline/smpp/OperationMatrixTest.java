package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.smpp.codec.Gsm7;
import io.tokenline.smpp.codec.Pdus;
import io.tokenline.smpp.codec.Tlv;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What we answer to which operation, in every state of a connection. The table is printed in operators.md, too. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS) // one listener for all rows
class OperationMatrixTest {

    /**
     * Operation | command_id | answer to a stranger | to a transmitter | to a receiver | to a transceiver. An answer is
     * the command_status of the operation's own response, that of a generic_nack, or silence.
     */
    private static final String MATRIX = """
            submit_sm             | 0x00000004 | 04      | 00      | 04      | 00
            data_sm               | 0x00000103 | 04      | 00      | 04      | 00
            enquire_link          | 0x00000015 | 00      | 00      | 00      | 00
            unbind                | 0x00000006 | 00      | 00      | 00      | 00
            bind_receiver         | 0x00000001 | 00      | 05      | 05      | 05
            bind_transmitter      | 0x00000002 | 00      | 05      | 05      | 05
            bind_transceiver      | 0x00000009 | 00      | 05      | 05      | 05
            query_sm              | 0x00000003 | 04      | 67      | 67      | 67
            cancel_sm             | 0x00000008 | 04      | 11      | 11      | 11
            replace_sm            | 0x00000007 | 04      | 13      | 13      | 13
            submit_multi          | 0x00000021 | 04      | 45      | 45      | 45
            broadcast_sm          | 0x00000111 | 04      | 03      | 03      | 03
            query_broadcast_sm    | 0x00000112 | 04      | 03      | 03      | 03
            cancel_broadcast_sm   | 0x00000113 | 04      | 03      | 03      | 03
            deliver_sm            | 0x00000005 | nack 03 | nack 03 | nack 03 | nack 03
            unknown               | 0x00000077 | nack 03 | nack 03 | nack 03 | nack 03
            unknown               | 0x7fffffff | nack 03 | nack 03 | nack 03 | nack 03
            alert_notification    | 0x00000102 | silence | silence | silence | silence
            outbind               | 0x0000000b | silence | silence | silence | silence
            deliver_sm_resp       | 0x80000005 | silence | silence | silence | silence
            data_sm_resp          | 0x80000103 | silence | silence | silence | silence
            generic_nack          | 0x80000000 | silence | silence | silence | silence
            unknown response      | 0x80000077 | silence | silence | silence | silence
            """;

    private static final Map<String, Integer> BINDS = Map.of("TX", 2, "RX", 1, "TRX", 9);

    private ListenerBed bed;

    record Row(String operation, int id, String state, String answer) {}

    static Stream<Row> rows() {
        return MATRIX.lines().flatMap(line -> {
            String[] cells = Stream.of(line.split("\\|", -1)).map(String::strip).toArray(String[]::new);
            int id = Integer.parseUnsignedInt(cells[1].substring(2), 16);
            return Stream.of(
                    new Row(cells[0], id, "stranger", cells[2]),
                    new Row(cells[0], id, "TX", cells[3]),
                    new Row(cells[0], id, "RX", cells[4]),
                    new Row(cells[0], id, "TRX", cells[5]));
        });
    }

    @BeforeAll
    void open() throws IOException {
        bed = new ListenerBed();
    }

    @AfterAll
    void close() {
        bed.close();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void everyOperationHasItsAnswerInEveryState(Row row) throws IOException {
        try (RawPeer peer = new RawPeer(bed.listener.port())) {
            if (!row.state().equals("stranger")) {
                assertEquals(
                        0,
                        peer.bind(BINDS.getOrDefault(row.state(), 0), "sandbox", "sandbox")
                                .status());
            }
            peer.send(pdu(row.id())).send(Pdus.enquireLink(8));
            RawPeer.Pdu answer = peer.read();
            if (row.answer().equals("silence")) {
                assertEquals(0x80000015, answer.id());
                assertEquals(8, answer.sequence());
                return;
            }
            if (answer.sequence() == 8) {
                answer = peer.read(); // the guard answers at once, a worker a little later
            }
            boolean nack = row.answer().startsWith("nack ");
            assertEquals(hex(nack ? 0x80000000 : row.id() | 0x80000000), hex(answer.id()));
            assertEquals(row.answer().replace("nack ", ""), String.format("%02x", answer.status()));
            assertEquals(7, answer.sequence());
        }
    }

    private static String hex(int number) {
        return Integer.toHexString(number);
    }

    private static byte[] pdu(int id) {
        return switch (id) {
            case 0x01, 0x02, 0x09 -> Pdus.bind(id, 7, "sandbox", "sandbox", 0x34);
            case 0x04 -> Pdus.submit(7, "254700000001", "12055", Gsm7.encode("HELP"));
            case 0x103 -> Pdus.data(7, "254700000001", "12055", new Tlv(Tlv.MESSAGE_PAYLOAD, Gsm7.encode("HELP")));
            default -> Pdus.pdu(id, 7, id == 0x15 || id == 0x06 ? new byte[0] : new byte[] {'1', 0, 0, 0, 0});
        };
    }

    @ParameterizedTest
    @CsvSource({"0x33, ''", "0x34, 0210000134", "0x35, 0210000134", "0x50, 0210000150", "0x51, 0210000150"})
    void theBindResponseSaysTheVersionToThoseWhoUnderstandIt(String version, String parameter) throws IOException {
        String name = HexFormat.of().formatHex(new byte[] {'t', 'o', 'k', 'e', 'n', 'l', 'i', 'n', 'e', 0});
        for (int bind : BINDS.values()) {
            try (RawPeer peer = new RawPeer(bed.listener.port())) {
                peer.send(Pdus.bind(bind, 1, "sandbox", "sandbox", Integer.decode(version)));
                assertEquals(name + parameter, peer.read().hex());
            }
        }
    }

    @Test
    void aRefusalIsAHeaderAndNothingElse() throws IOException {
        try (RawPeer peer = bed.bound()) {
            for (int id : new int[] {0x03, 0x08, 0x07, 0x21, 0x111, 0x77}) {
                assertEquals("", peer.send(pdu(id)).read().hex());
            }
        }
        try (RawPeer peer = new RawPeer(bed.listener.port())) {
            assertEquals("", peer.bind(9, "nobody", "nobody").hex());
        }
    }

    @Test
    void everySequenceNumberIsGivenBackAsItCame() throws IOException {
        try (RawPeer peer = bed.bound()) {
            for (int sequence : new int[] {0, 1, 0x7FFFFFFF, 0x80000000, -1}) {
                assertEquals(
                        sequence,
                        peer.send(Pdus.submit(sequence, "254700000001", "12055", new byte[] {'?'}))
                                .read()
                                .sequence());
                assertEquals(
                        sequence, peer.send(Pdus.enquireLink(sequence)).read().sequence());
            }
        }
        assertTrue(bed.texts.size() >= 5);
    }
}
