package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.smpp.codec.Gsm7;
import io.tokenline.smpp.codec.Pdus;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** A gateway that says steps with ever new sequence numbers, and takes or refuses the screens. */
final class DialectGateway implements AutoCloseable {
    private final RawPeer peer;
    private final String phone;
    private final List<RawPeer.Pdu> screens = new ArrayList<>();
    private int sequence = 100;
    private int unanswered;
    private boolean refuses;

    record Shown(String wording, String text) {}

    DialectGateway(RawPeer peer, String phone) {
        this.peer = peer;
        this.phone = phone;
    }

    DialectGateway say(String wording, String text) throws IOException {
        unanswered++;
        peer.send(Pdus.submit(
                ++sequence,
                Wording.serviceType(wording),
                phone,
                "120",
                Gsm7.encode(text),
                Wording.parameters(wording)));
        return this;
    }

    Shown screen() throws IOException {
        while (screens.isEmpty()) {
            readOne();
        }
        byte[] body = HexFormat.of().parseHex(screens.remove(0).hex());
        int text = indexOfText(body);
        return new Shown(
                Wording.of(body), Gsm7.decode(Arrays.copyOfRange(body, text + 1, text + 1 + (body[text] & 0xFF))));
    }

    void hears(String wording, String text) throws IOException {
        Shown shown = screen();
        assertEquals(wording, shown.wording());
        assertTrue(shown.text().contains(text), shown.text());
    }

    void hearsNothing() throws IOException {
        while (unanswered > 0) {
            readOne();
        }
        peer.send(Pdus.enquireLink(1));
        assertEquals(0x80000015, peer.read().id());
        assertEquals(List.of(), screens);
    }

    private void readOne() throws IOException {
        RawPeer.Pdu pdu = peer.read();
        if (pdu.id() == 0x05) {
            peer.accept(pdu, refuses ? 0x08 : 0);
            screens.add(pdu);
        } else {
            assertEquals(0x80000004, pdu.id());
            assertEquals(0, pdu.status());
            unanswered--;
        }
    }

    @Override
    public void close() throws IOException {
        peer.close();
    }

    void refuse(boolean refuse) {
        refuses = refuse;
    }

    /** Where sm_length stands. */
    private static int indexOfText(byte[] body) {
        int position = 0;
        for (int strings = 0; strings < 5; strings++) {
            position += strings == 1 || strings == 2 ? 2 : strings == 3 ? 3 : 0;
            while (body[position] != 0) {
                position++;
            }
            position++;
        }
        return position + 4;
    }
}
