package io.tokenline.smpp.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tokenline.smpp.codec.ReceiptPdu.State;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The forms in which operators tell what became of a message. */
class ReceiptPduTest {

    private static final int RECEIPT = 0x04;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "id:7 sub:001 dlvrd:001 submit date:2601010000 done date:260101000059 stat:DELIVRD err:000 text:x | 7 | DELIVERED",
                "id:0007 stat:DELIVRD | 0007 | DELIVERED",
                "ID:ab-c9 STAT:delivrd Text:x | ab-c9 | DELIVERED",
                "stat:EXPIRED id:7 err:E1F | 7 | UNDELIVERED",
                "id: 7 stat: UNDELIV | 7 | UNDELIVERED",
                "id:7 stat:FAILED | 7 | UNDELIVERED",
                "id:7 stat:REJECTD | 7 | REJECTED",
                "id:7 stat:DELETED | 7 | REJECTED",
                "id:7 stat:SKIPPED | 7 | REJECTED",
                "id:7 stat:ENROUTE | 7 | UNDERWAY",
                "id:7 stat:ACCEPTD | 7 | UNDERWAY",
                "id:7 stat:UNKNOWN | 7 | UNDERWAY",
                "id:7 stat:BUFFERED | 7 | UNDERWAY",
                "id:7 | 7 | UNDERWAY",
            })
    void theTextSaysIt(String text, String id, State state) {
        assertEquals(Optional.of(new ReceiptPdu(id, state)), ReceiptPdu.of(RECEIPT, List.of(), text));
    }

    @ParameterizedTest
    @CsvSource({
        "0, UNDERWAY",
        "1, UNDERWAY",
        "2, DELIVERED",
        "3, UNDELIVERED",
        "4, REJECTED",
        "5, UNDELIVERED",
        "6, UNDERWAY",
        "7, UNDERWAY",
        "8, REJECTED",
        "9, REJECTED",
        "200, UNDERWAY"
    })
    void theParametersSayItAndGoBeforeTheText(int number, State state) {
        List<Tlv> parameters =
                List.of(new Tlv(0x001E, new byte[] {'a', '1', 0}), new Tlv(0x0427, new byte[] {(byte) number, 'x'}));
        assertEquals(Optional.of(new ReceiptPdu("a1", state)), ReceiptPdu.of(0, parameters, "id:2 stat:DELIVRD"));
    }

    @Test
    void whatHasNoMarkIsAReceiptOnlyIfItLooksLikeOne() {
        assertEquals(
                Optional.of(new ReceiptPdu("7", State.DELIVERED)), ReceiptPdu.of(0, List.of(), "id:7 stat:DELIVRD"));
        for (String text : List.of("", "BUY 04123456789 50", "id:", "my id:7 stat:DELIVRD", "STATUS")) {
            assertEquals(Optional.empty(), ReceiptPdu.of(0, List.of(), text));
        }
    }

    @Test
    void brokenReceiptsAreReadAsFarAsTheyGo() {
        assertEquals(
                Optional.of(new ReceiptPdu("", State.UNDERWAY)), ReceiptPdu.of(RECEIPT, List.of(), "�".repeat(5_000)));
        assertEquals(
                Optional.of(new ReceiptPdu("7", State.DELIVERED)),
                ReceiptPdu.of(
                        RECEIPT,
                        List.of(new Tlv(0x001E, new byte[0]), new Tlv(0x0427, new byte[0])),
                        "id:7 stat:DELIVRD"));
    }

    @ParameterizedTest
    @CsvSource({
        "AUTO, 0010, 10 a 16",
        "AUTO, FF, ff 255",
        "AUTO, m7, m7",
        "SAME, 0010, 10",
        "HEX_THEN_DECIMAL, 255, ff",
        "DECIMAL_THEN_HEX, 00FF, 255",
        "AUTO, 0, 0",
        "AUTO, 000, 0"
    })
    void anIdIsComparedAsANumberWhereItIsOne(ReceiptIds ids, String receipt, String candidates) {
        assertEquals(candidates, String.join(" ", ids.ofResponse(receipt)));
    }
}
