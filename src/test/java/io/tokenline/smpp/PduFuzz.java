package io.tokenline.smpp;

import io.tokenline.smpp.codec.Gsm7;
import io.tokenline.smpp.codec.Pdus;
import io.tokenline.smpp.codec.Tlv;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Sound PDUs, damaged where it hurts: lengths, parameters, headers of texts, strings without an end. */
public final class PduFuzz {

    private static final String PHONE = "254700000009";
    private static final int[] EDGES = {0, 1, 2, 3, 4, 5, 20, 21, 127, 128, 253, 254, 255, 256, 32_767, 32_768, 65_535};
    private static final int[] TAGS = {0x0501, 0x1383, 0x0204, 0x0424, 0x020C, 0x020E, 0x020F, 0x1501, 0x0005, 0x1204};
    private static final int LONGEST = 3_000;

    private static final List<byte[]> SOUND = List.of(
            Pdus.submit(1, PHONE, "120", Gsm7.encode("*120*55#"), op(1), its(0x12, 2)),
            Pdus.submit(1, PHONE, "120", Gsm7.encode("1"), op(0x12), its(0x12, 4)),
            Pdus.submit(1, PHONE, "12055", 0x40, 0, new byte[] {5, 0, 3, 9, 3, 2, 'h', 'i'}),
            Pdus.submit(1, PHONE, "12055", 0x40, 8, new byte[] {9, 0x24, 1, 5, 8, 4, 1, 9, 3, 2, 0, 'h'}),
            Pdus.submit(1, PHONE, "12055", 0, 0, Gsm7.encode("HELP"), new Tlv(0x020C, new byte[2]), one(0x020E, 2)),
            Pdus.submit(1, PHONE, "12055", new byte[0], new Tlv(Tlv.MESSAGE_PAYLOAD, new byte[700])),
            Pdus.data(1, PHONE, "120", op(1), its(3, 0), new Tlv(Tlv.MESSAGE_PAYLOAD, Gsm7.encode("*120#"))),
            Pdus.submit(1, PHONE, "120", Gsm7.encode("2"), op(0x81), new Tlv(Tlv.SMPP_PLUS_SESSION, new byte[4])),
            Pdus.bind(9, 1, "sandbox", "sandbox", 0x34),
            Pdus.enquireLink(1));

    private final Random random;

    /** The same PDUs for the same seed. */
    public PduFuzz(long seed) {
        this.random = new Random(seed);
    }

    /** A PDU of this sequence number whose command_length is right, whatever else is not. */
    public byte[] framed(int sequence) {
        byte[] pdu = SOUND.get(random.nextInt(SOUND.size())).clone();
        for (int damages = 1 + random.nextInt(4); damages > 0; damages--) {
            pdu = damaged(pdu);
        }
        ByteBuffer.wrap(pdu).putInt(0, pdu.length).putInt(12, sequence);
        return pdu;
    }

    /** The same with a command_length that is wrong. */
    public byte[] misframed(int sequence) {
        byte[] pdu = framed(sequence);
        int[] lengths = {0, 15, pdu.length + 1 + random.nextInt(200), 40_000, -1, Integer.MAX_VALUE, random.nextInt()};
        ByteBuffer.wrap(pdu).putInt(0, lengths[random.nextInt(lengths.length)]);
        return pdu;
    }

    private byte[] damaged(byte[] pdu) {
        int at = 16 + random.nextInt(Math.max(1, pdu.length - 16));
        return switch (random.nextInt(10)) {
            case 0 -> withOctet(pdu, at, random.nextInt(256));
            case 1 -> withOctet(pdu, at, EDGES[random.nextInt(EDGES.length)]);
            case 2 -> withShort(pdu, at, EDGES[random.nextInt(EDGES.length)]);
            case 3 -> Arrays.copyOf(pdu, Math.max(16, at));
            case 4 -> joined(pdu, octets(random.nextInt(300)));
            case 5 -> joined(pdu, parameter(TAGS[random.nextInt(TAGS.length)]));
            case 6 -> withoutNuls(pdu);
            case 7 -> joined(Arrays.copyOf(pdu, at), Arrays.copyOfRange(pdu, 16, pdu.length));
            case 8 -> joined(joined(Arrays.copyOf(pdu, at), octets(random.nextInt(40))), tail(pdu, at));
            default -> withCommand(pdu);
        };
    }

    private byte[] parameter(int tag) {
        byte[] value = octets(random.nextInt(6));
        int claimed = random.nextInt(3) == 0 ? EDGES[random.nextInt(EDGES.length)] : value.length;
        byte[] head = ByteBuffer.allocate(4)
                .putShort((short) tag)
                .putShort((short) claimed)
                .array();
        return joined(head, value);
    }

    private byte[] withCommand(byte[] pdu) {
        int[] commands = {1, 2, 3, 4, 5, 6, 7, 8, 9, 0x0B, 0x15, 0x21, 0x102, 0x103, 0x111, 0x80000000, 0x80000004};
        byte[] copy = pdu.clone();
        int command = random.nextInt(4) == 0 ? random.nextInt() : commands[random.nextInt(commands.length)];
        ByteBuffer.wrap(copy).putInt(4, command);
        return copy;
    }

    private byte[] withoutNuls(byte[] pdu) {
        byte[] copy = pdu.clone();
        for (int i = 16; i < copy.length; i++) {
            copy[i] = copy[i] == 0 && random.nextBoolean() ? (byte) 'x' : copy[i];
        }
        return copy;
    }

    private byte[] octets(int count) {
        byte[] octets = new byte[count];
        random.nextBytes(octets);
        return octets;
    }

    private static byte[] withOctet(byte[] pdu, int at, int value) {
        byte[] copy = pdu.clone();
        if (at < copy.length) {
            copy[at] = (byte) value;
        }
        return copy;
    }

    private static byte[] withShort(byte[] pdu, int at, int value) {
        return withOctet(withOctet(pdu, at, value >> 8), at + 1, value);
    }

    private static byte[] tail(byte[] pdu, int from) {
        return from < pdu.length ? Arrays.copyOfRange(pdu, from, pdu.length) : new byte[0];
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] whole = Arrays.copyOf(first, Math.min(LONGEST, first.length + second.length));
        System.arraycopy(second, 0, whole, first.length, whole.length - first.length);
        return whole;
    }

    private static Tlv op(int operation) {
        return one(Tlv.USSD_SERVICE_OP, operation);
    }

    private static Tlv one(int tag, int value) {
        return new Tlv(tag, new byte[] {(byte) value});
    }

    private static Tlv its(int number, int unit) {
        return new Tlv(Tlv.ITS_SESSION_INFO, new byte[] {(byte) number, (byte) unit});
    }
}
