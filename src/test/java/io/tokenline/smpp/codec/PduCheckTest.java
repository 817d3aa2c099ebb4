package io.tokenline.smpp.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.OptionalParameters;
import org.jsmpp.util.DefaultDecomposer;
import org.junit.jupiter.api.Test;

class PduCheckTest {

    private static final byte[] GOOD = Pdus.submit(
            1,
            "254700000001",
            "120",
            "*120*55#".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
            new Tlv(0x0501, new byte[] {1}),
            new Tlv(0x1383, new byte[] {18, 2}));

    @Test
    void aSoundRequestPasses() {
        assertEquals(CommandStatus.OK, PduCheck.check(GOOD));
        assertEquals(CommandStatus.OK, PduCheck.check(Pdus.bind(9, 1, "sandbox", "sandbox", 0x34)));
        assertEquals(CommandStatus.OK, PduCheck.check(Pdus.enquireLink(1)));
        assertEquals(CommandStatus.OK, PduCheck.check(resized(GOOD, GOOD.length + 1)), "a single octet too many");
    }

    @Test
    void noPrefixOfARequestIsTakenForTheWholeUnlessItEndsBetweenParameters() {
        int ok = 0;
        for (int length = 16; length < GOOD.length; length++) {
            ok += PduCheck.check(resized(GOOD, length)) == CommandStatus.OK ? 1 : 0;
        }
        assertEquals(4, ok, "after the text and after the first parameter, each with a forgiven octet");
    }

    @Test
    void theStatusNamesWhatIsWrong() {
        assertEquals(CommandStatus.SOURCE_ADDRESS, PduCheck.check(submit("2".repeat(21), "1")));
        assertEquals(CommandStatus.OK, PduCheck.check(submit("2".repeat(20), "1".repeat(20))));
        assertEquals(CommandStatus.DESTINATION_ADDRESS, PduCheck.check(submit("2", "1".repeat(21))));
        assertEquals(CommandStatus.COMMAND_LENGTH, PduCheck.check(resized(GOOD, 30)));
        assertEquals(CommandStatus.MESSAGE_LENGTH, PduCheck.check(Pdus.withMessageLength(submit("2", "1"), 200)));
        assertEquals(CommandStatus.TLV_LENGTH, PduCheck.check(submit("2", "1", new Tlv(0x0501, new byte[0]))));
        assertEquals(CommandStatus.TLV_LENGTH, PduCheck.check(submit("2", "1", new Tlv(0x0501, new byte[2]))));
        assertEquals(CommandStatus.TLV_LENGTH, PduCheck.check(submit("2", "1", new Tlv(0x1383, new byte[1]))));
        assertEquals(CommandStatus.TLV_LENGTH, PduCheck.check(submit("2", "1", new Tlv(0x0204, new byte[3]))));
        assertEquals(CommandStatus.OK, PduCheck.check(submit("2", "1", new Tlv(0x1501, new byte[0]))));
        assertEquals(CommandStatus.TLV_STREAM, PduCheck.check(resized(GOOD, GOOD.length - 1)));
        assertEquals(CommandStatus.BIND_FAILED, PduCheck.check(Pdus.bind(9, 1, "x".repeat(16), "p", 0x34)));
        assertEquals(CommandStatus.BIND_FAILED, PduCheck.check(Pdus.bind(9, 1, "x", "p".repeat(9), 0x34)));
    }

    @Test
    void everyParameterThatTheParserWouldChokeOnIsRefused() {
        for (OptionalParameter.Tag tag : OptionalParameter.Tag.values()) {
            for (int length = 0; length < 5; length++) {
                boolean chokes = chokes(tag.code(), new byte[length]);
                int status = PduCheck.check(submit("2", "1", new Tlv(tag.code() & 0xFFFF, new byte[length])));
                assertTrue(!chokes || status == CommandStatus.TLV_LENGTH, tag + " of " + length);
            }
        }
    }

    @Test
    void whatPassesTheCheckPassesTheParser() throws PDUStringException {
        Random random = new Random(23);
        int passed = 0;
        for (int i = 0; i < 200_000; i++) {
            byte[] pdu = GOOD.clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                pdu[16 + random.nextInt(pdu.length - 16)] = (byte) random.nextInt(256);
            }
            if (PduCheck.check(pdu) == CommandStatus.OK) {
                passed++;
                try {
                    new DefaultDecomposer().submitSm(pdu);
                } catch (PDUStringException e) {
                    assertNotEquals(0, e.getErrorCode(), "an error that is answered");
                }
            }
        }
        assertTrue(passed > 1_000, "passed " + passed);
    }

    private static boolean chokes(short tag, byte[] value) {
        try {
            OptionalParameters.deserialize(tag, value);
            return false;
        } catch (RuntimeException e) {
            return true;
        }
    }

    private static byte[] submit(String source, String destination, Tlv... parameters) {
        return Pdus.submit(1, source, destination, new byte[] {'a'}, parameters);
    }

    private static byte[] resized(byte[] pdu, int length) {
        byte[] copy = Arrays.copyOf(pdu, length);
        copy[2] = (byte) (length >> 8);
        copy[3] = (byte) length;
        return copy;
    }
}
