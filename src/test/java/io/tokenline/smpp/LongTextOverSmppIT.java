package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Msisdn;
import io.tokenline.delivery.OutboundText;
import io.tokenline.delivery.SendResult;
import io.tokenline.delivery.Sent;
import io.tokenline.smpp.codec.Alphabet;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.Concatenation;
import io.tokenline.smpp.codec.Gsm7;
import io.tokenline.smpp.codec.LongText;
import io.tokenline.smpp.codec.Pdus;
import io.tokenline.smpp.codec.Tlv;
import io.tokenline.smpp.codec.UserData;
import io.tokenline.sms.InboundText;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts of several parts, in both directions and all four ways. */
class LongTextOverSmppIT {

    private static final String PHONE = "254700000001";
    private static final String TEXT =
            "BUY 01234567890 300 [please] ".repeat(12).strip();

    private ListenerBed bed;
    private RawPeer peer;
    private int sequence;

    @BeforeEach
    void open() throws IOException {
        bed = new ListenerBed();
        peer = bed.bound();
    }

    @AfterEach
    void close() throws IOException {
        peer.close();
        bed.close();
    }

    @ParameterizedTest
    @EnumSource(Concatenation.class)
    void partsInAnyOrderAndTwiceAreOneText(Concatenation way) throws IOException {
        Random random = new Random(7);
        for (String text : List.of(TEXT, "ê".repeat(60) + TEXT)) {
            for (int round = 0; round < 10; round++) {
                LongText sent = LongText.of(text, Alphabet.GSM, way, round);
                List<LongText.Part> parts = new ArrayList<>(sent.parts());
                Collections.shuffle(parts, random);
                for (LongText.Part part : parts) {
                    assertEquals(0, submit(PHONE, sent.dataCoding(), part).status());
                    assertEquals(
                            0,
                            way == Concatenation.PAYLOAD
                                    ? 0
                                    : submit(PHONE, sent.dataCoding(), part).status());
                }
                assertEquals(
                        List.of(text), bed.texts.stream().map(InboundText::text).toList());
                bed.texts.clear();
                bed.clock.pass(Reassembly.KNOWN);
            }
        }
    }

    @Test
    void partsOfDifferentSendersAndReferencesAreNotMixed() throws IOException {
        submit(PHONE, 0, part(1, 2, 1, "a"));
        submit("254700000002", 0, part(1, 2, 2, "B"));
        submit(PHONE, 0, part(2, 2, 2, "D"));
        submit(PHONE, 0, part(1, 3, 2, "x"));
        assertEquals(0, bed.texts.size());
        submit(PHONE, 0, part(1, 2, 2, "b"));
        submit("254700000002", 0, part(1, 2, 1, "A"));
        submit(PHONE, 0, part(2, 2, 1, "C"));
        assertEquals(
                List.of("ab", "AB", "CD"),
                bed.texts.stream().map(InboundText::text).toList());
    }

    @Test
    void aReferenceThatIsUsedAgainBeginsAnotherText() throws IOException {
        submit(PHONE, 0, part(1, 2, 1, "a"));
        submit(PHONE, 0, part(1, 2, 1, "c"));
        submit(PHONE, 0, part(1, 2, 2, "d"));
        assertEquals("cd", bed.texts.remove().text());
        submit(PHONE, 0, part(1, 2, 2, "d"));
        submit(PHONE, 0, part(1, 2, 1, "c"));
        assertEquals(0, bed.texts.size(), "both are known");
        submit(PHONE, 0, part(1, 2, 1, "e"));
        submit(PHONE, 0, part(1, 2, 2, "f"));
        assertEquals("ef", bed.texts.remove().text());
    }

    @Test
    void whereTheWholeTextCannotBeStoredTheLastPartIsNotAcknowledgedAndMayComeAgain() throws IOException {
        bed.onText(text -> {
            throw new IllegalStateException("no database");
        });
        assertEquals(0, submit(PHONE, 0, part(1, 2, 1, "a")).status());
        assertEquals(
                CommandStatus.SYSTEM_ERROR, submit(PHONE, 0, part(1, 2, 2, "b")).status());
        bed.onText(text -> {});
        assertEquals(0, submit(PHONE, 0, part(1, 2, 2, "b")).status());
        assertEquals("ab", bed.texts.remove().text());
    }

    @Test
    void aSenderHasRoomForSoManyUnfinishedTextsUntilTheyAreGivenUp() throws IOException {
        for (int reference = 0; reference < Reassembly.MOST_OF_SENDER; reference++) {
            assertEquals(0, submit(PHONE, 0, part(reference, 2, 1, "a")).status());
        }
        assertEquals(
                CommandStatus.QUEUE_FULL, submit(PHONE, 0, part(99, 2, 1, "a")).status());
        assertEquals(0, submit("254700000002", 0, part(99, 2, 1, "a")).status());
        assertEquals(0, submit(PHONE, 0, part(0, 2, 2, "b")).status());
        assertEquals("ab", bed.texts.remove().text());
        assertEquals(0, submit(PHONE, 0, part(99, 2, 1, "a")).status());
        bed.clock.pass(Reassembly.PATIENCE);
        assertEquals(0, submit(PHONE, 0, part(100, 2, 1, "a")).status());
        assertEquals(0, submit(PHONE, 0, part(99, 2, 2, "b")).status(), "whose first part is given up");
        assertEquals(0, bed.texts.size());
    }

    @Test
    void thereIsRoomForSoManyTextsAltogether() throws Exception {
        Reassembly parts = new Reassembly(bed.clock);
        for (int i = 0; i < Reassembly.MOST; i++) {
            parts.add(key(i), UserData.segment(1, 2, 1, new byte[1]));
        }
        Refusal refusal = assertThrows(
                Refusal.class, () -> parts.add(key(Reassembly.MOST), UserData.segment(1, 2, 1, new byte[1])));
        assertEquals(CommandStatus.QUEUE_FULL, refusal.status());
        assertEquals(Reassembly.MOST, parts.size());
    }

    private static Reassembly.Key key(int sender) {
        return new Reassembly.Key("sandbox", new Msisdn(String.valueOf(254700000000L + sender)), "120", 1, 2);
    }

    @Test
    void ofATextOfTooManyPartsTheFirstIsReadAlone() throws IOException {
        for (int part = 255; part > 0; part--) {
            assertEquals(0, submit(PHONE, 0, part(1, 255, part, "HELP")).status());
        }
        assertEquals(1, bed.texts.size());
        assertEquals("HELP", bed.texts.remove().text());
    }

    @ParameterizedTest
    @CsvSource({
        "standard, a, 0, 400000050003",
        "standard udh16, a, 0, 40000006080400",
        "standard sar, a, 0, 020c0002",
        "standard payload, a, 0, 04240190",
        "standard, ê, 8, 400000050003",
        "standard latin1, é, 0, e9e9",
        "standard gsm, é, 0, 0505",
    })
    void aLongTextGoesOutAsTheDialectSays(String dialect, String letter, int coding, String hex) throws Exception {
        try (RawPeer gateway = bed.bound(Dialect.named(dialect))) {
            CompletionStage<Sent> result = bed.sender.send(
                    new OutboundText("dialect", "12055", new Msisdn(PHONE), letter.repeat(400), Instant.MAX));
            while (!result.toCompletableFuture().isDone()) {
                RawPeer.Pdu part = gateway.read();
                String body = part.hex();
                String shorter = hex.startsWith("40") ? hex.substring(6) : hex;
                assertTrue(body.contains(shorter), body);
                assertTrue(Wording.of(HexFormat.of().parseHex(body)).contains(String.format("dcs=%02x", coding)));
                gateway.accept(part, 0);
                if (isLast(result)) {
                    break;
                }
            }
            assertEquals(
                    SendResult.ACCEPTED,
                    result.toCompletableFuture().get(3, TimeUnit.SECONDS).result());
        }
    }

    /** The next part is written by the thread that read the response, before the result is known. */
    private static boolean isLast(CompletionStage<Sent> result) {
        try {
            result.toCompletableFuture().get(150, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError(e);
        }
    }

    private static LongText.Part part(int reference, int parts, int part, String text) {
        byte[] body = Gsm7.encode(text);
        byte[] whole = new byte[6 + body.length];
        System.arraycopy(new byte[] {5, 0, 3, (byte) reference, (byte) parts, (byte) part}, 0, whole, 0, 6);
        System.arraycopy(body, 0, whole, 6, body.length);
        return new LongText.Part(0x40, whole, List.of());
    }

    private RawPeer.Pdu submit(String from, int coding, LongText.Part part) throws IOException {
        return peer.send(Pdus.submit(
                        ++sequence,
                        from,
                        "12055",
                        part.esmClass(),
                        coding,
                        part.text(),
                        part.parameters().toArray(Tlv[]::new)))
                .read();
    }
}
