package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.Pdus;
import io.tokenline.smpp.codec.Tlv;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Badly built PDUs: each is answered as it deserves, and the bind lives on or is closed (facts of SMPP, 3.4 and 2.9). */
class MalformedPduIT extends Unharmed {

    @Test
    void everyBadlyBuiltRequestIsAnsweredAndTheBindLivesOn() throws IOException {
        byte[] one = Pdus.submit(7, "254700000001", "120", new byte[] {'a'});
        try (RawPeer peer = bed.bound()) {
            assertAnswer(peer, CommandStatus.MESSAGE_LENGTH, Pdus.withMessageLength(one, 200));
            assertAnswer(peer, CommandStatus.TLV_LENGTH, with(new Tlv(0x1383, new byte[1])));
            assertAnswer(peer, CommandStatus.TLV_LENGTH, with(new Tlv(0x0501, new byte[0])));
            assertAnswer(peer, CommandStatus.TLV_LENGTH, with(new Tlv(0x0204, new byte[1])));
            assertAnswer(peer, CommandStatus.TLV_LENGTH, with(new Tlv(0x020A, new byte[1])));
            assertAnswer(peer, CommandStatus.COMMAND_LENGTH, noNul());
            assertAnswer(peer, CommandStatus.COMMAND_LENGTH, Pdus.pdu(0x04, 7, new byte[0]));
            assertAnswer(peer, CommandStatus.DESTINATION_ADDRESS, Pdus.submit(7, "2547", "1".repeat(24), new byte[1]));
            assertAnswer(peer, CommandStatus.SOURCE_ADDRESS, Pdus.submit(7, "12", "120", new byte[1]));
            assertAnswer(peer, CommandStatus.SOURCE_ADDRESS, Pdus.submit(7, "Bank", "120", new byte[1]));
            assertAnswer(peer, CommandStatus.MESSAGE_LENGTH, Pdus.submit(7, "254700000001", "1", new byte[255]));
            assertEquals(0, peer.send(Pdus.enquireLink(9)).read().status());
        }
    }

    @Test
    void aPayloadOfFortyThousandOctetsIsRefusedAsTooLong() throws IOException {
        byte[] body = new byte[40_000];
        try (RawPeer peer = bed.bound()) {
            byte[] pdu = ByteBuffer.allocate(body.length + 16)
                    .putInt(body.length + 16)
                    .putInt(4)
                    .array();
            trySend(peer, pdu);
            assertTrue(peer.isClosedByPeer());
        }
    }

    @Test
    void theLargestPayloadThatFitsIsTaken() throws IOException {
        try (RawPeer peer = bed.bound()) {
            byte[] pdu = Pdus.submit(
                    3, "254700000001", "12055", new byte[0], new Tlv(Tlv.MESSAGE_PAYLOAD, new byte[32_000]));
            assertEquals(0, peer.send(pdu).read().status());
        }
    }

    @Test
    void aPduMayComeInTwoPiecesTornAnywhere() throws IOException {
        byte[] bind = Pdus.bind(9, 1, "sandbox", "sandbox", 0x34);
        byte[] submit = Pdus.submit(2, "254700000001", "12055", new byte[] {'H'});
        try (RawPeer whole = bed.bound()) {
            for (int at = 1; at < submit.length; at++) {
                whole.send(Arrays.copyOf(submit, at)).send(Arrays.copyOfRange(submit, at, submit.length));
                assertEquals(0, whole.read().status(), "torn at " + at);
            }
        }
        for (int at = 1; at < bind.length; at++) {
            try (RawPeer peer = new RawPeer(bed.listener.port())) {
                peer.send(Arrays.copyOf(bind, at)).send(Arrays.copyOfRange(bind, at, bind.length));
                assertEquals(0, peer.read().status(), "torn at " + at);
            }
        }
    }

    @Test
    void aPduThatStopsInTheMiddleEndsTheConnectionInTime() throws IOException {
        byte[] submit = Pdus.submit(2, "254700000001", "120", new byte[] {'a'});
        try (RawPeer stranger = new RawPeer(bed.listener.port());
                RawPeer bound = bed.bound()) {
            stranger.send(Arrays.copyOf(Pdus.bind(9, 1, "sandbox", "sandbox", 0x34), 20));
            bound.send(Arrays.copyOf(submit, 20));
            assertTrue(bound.isClosedByPeer());
            assertTrue(stranger.isClosedByPeer());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 3, 15, 32_769, 0x20000000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF, 0xF0000011})
    void aLengthBeyondReasonClosesBeforeAndAfterTheBind(int length) throws IOException {
        byte[] octets = ByteBuffer.allocate(16).putInt(length).putInt(4).array();
        try (RawPeer stranger = new RawPeer(bed.listener.port());
                RawPeer bound = bed.bound()) {
            for (RawPeer peer : List.of(stranger, bound)) {
                RawPeer.Pdu nack = peer.send(octets).read();
                assertEquals(CommandStatus.COMMAND_LENGTH, nack.status());
                assertTrue(peer.isClosedByPeer());
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "0x01, 0501000101, 255", // sm_length beyond the PDU
        "0xC0, 050100, 1", // a parameter without its length
        "0xC0, 05010001, 1", // without its value
        "0xC0, 0424ffff00, 1", // longer than any PDU
        "0xC2, 05010000, 1",
        "0xC2, 050100020101, 1", // longer than its type: a parser would cut it
        "0xC2, 1383000112, 1",
        "0xC2, 13830003120212, 1",
        "0xC2, 0204000101, 1",
        "0xC2, 020c000101, 1",
        "0xC2, 020e0000, 1",
        "0xC2, 020f0000, 1",
        "0x00, 15010000, 1", // a vendor's
        "0x00, 1501000401020304, 1",
        "0x00, 3fff000101, 1",
        "0x00, 020400020101ff, 1" // one octet too many
    })
    void parametersAreCheckedBeforeAParserTrustsThem(String status, String hex, int length) throws IOException {
        byte[] one = Pdus.withMessageLength(Pdus.submit(7, "254700000001", "12055", new byte[] {'a'}), length);
        byte[] more = HexFormat.of().parseHex(hex);
        byte[] pdu = Arrays.copyOf(one, one.length + more.length);
        System.arraycopy(more, 0, pdu, one.length, more.length);
        ByteBuffer.wrap(pdu).putInt(pdu.length);
        try (RawPeer peer = bed.bound()) {
            assertAnswer(peer, Integer.decode(status), pdu);
            assertEquals(0, peer.send(Pdus.enquireLink(9)).read().status());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "USSDUS, 1, 1, '', '', 0x15",
        "USSD, 111111111111111111111, 1, '', '', 0x0A",
        "USSD, 254700000001, 111111111111111111111, '', '', 0x0B",
        "USSD, 254700000001, 1, 00000000000000000, '', 0x61",
        "USSD, 254700000001, 1, '', 00000000000000000, 0x62",
        "USSD, 254700000001, 1, '', '', 0x00"
    })
    void aStringThatIsTooLongIsNamed(
            String type, String source, String destination, String schedule, String validity, String status)
            throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        string(body, type);
        body.writeBytes(new byte[] {1, 1});
        string(body, source);
        body.writeBytes(new byte[] {1, 1});
        string(body, destination);
        body.writeBytes(new byte[3]);
        string(body, schedule);
        string(body, validity);
        body.writeBytes(new byte[] {0, 0, 0, 0, 1, 'a'});
        try (RawPeer peer = bed.bound()) {
            assertAnswer(peer, Integer.decode(status), Pdus.pdu(0x04, 7, body.toByteArray()));
        }
    }

    private static void string(ByteArrayOutputStream body, String text) {
        body.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        body.write(0);
    }

    @Test
    void oddTextsAreReadAsWellAsCanBe() throws IOException {
        byte[][] texts = {
            new byte[254], {0x1B}, {0, 'a', 0}, {(byte) 0xD8, 0}, {7, 8, 27, 127}, {(byte) 0xFF, 0, 3}, {5, 0, 3, 1, 2}
        };
        try (RawPeer peer = bed.bound()) {
            for (int coding = 0; coding < 256; coding++) {
                for (int esmClass : new int[] {0, 0x40, 0xFF}) {
                    byte[] text = texts[coding % texts.length];
                    assertAnswer(peer, 0, Pdus.submit(7, "254700000001", "12055", esmClass, coding, text));
                }
            }
        }
    }

    @Test
    void whereATextStandsTwiceTheShortOneCounts() throws IOException {
        try (RawPeer peer = bed.bound()) {
            Tlv payload = new Tlv(Tlv.MESSAGE_PAYLOAD, new byte[] {'b'});
            assertAnswer(peer, 0, Pdus.submit(7, "254700000001", "12055", new byte[] {'a'}, payload));
        }
        assertEquals("a", bed.texts.remove().text());
    }

    @Test
    void aPduThatIsTornByAQuestionWhetherThePeerLivesIsStillOne() throws IOException {
        try (ListenerBed impatient = new ListenerBed(10, Duration.ofMillis(100));
                RawPeer peer = impatient.bound()) {
            byte[] submit = Pdus.submit(7, "254700000001", "12055", new byte[] {'a'});
            peer.send(Arrays.copyOf(submit, 6));
            long begin = System.nanoTime();
            assertTrue(ListenerBed.eventually(
                    () -> System.nanoTime() - begin > Duration.ofMillis(300).toNanos()));
            peer.send(Arrays.copyOfRange(submit, 6, submit.length));
            RawPeer.Pdu pdu = peer.read();
            while (pdu.id() == 0x15) {
                pdu = peer.read();
            }
            assertEquals(0x80000004, pdu.id());
            assertEquals(0, pdu.status());
        }
    }

    private static void assertAnswer(RawPeer peer, int status, byte[] pdu) throws IOException {
        RawPeer.Pdu response = peer.send(pdu).read();
        assertEquals(0x80000004, response.id());
        assertEquals(7, response.sequence());
        assertEquals(Integer.toHexString(status), Integer.toHexString(response.status()));
    }

    private static byte[] with(Tlv parameter) {
        return Pdus.submit(7, "254700000001", "120", new byte[] {'a'}, parameter);
    }

    private static byte[] noNul() {
        return Pdus.pdu(0x04, 7, new byte[] {'U', 'S', 'S', 'D'});
    }
}
