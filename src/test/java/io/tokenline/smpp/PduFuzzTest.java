package io.tokenline.smpp;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.smpp.codec.BindPdu;
import io.tokenline.smpp.codec.CommandId;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.PduCheck;
import io.tokenline.smpp.codec.Pdus;
import io.tokenline.ussd.UssdReply;
import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.util.HexFormat;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jsmpp.PDUStringException;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.SubmitSm;
import org.jsmpp.util.DefaultDecomposer;
import org.junit.jupiter.api.Test;

/** Damaged PDUs by the thousand, the same in each run; a long run with {@code -Dlong.runs=true}. */
class PduFuzzTest extends Unharmed {

    private static final boolean LONG = Boolean.getBoolean("long.runs");
    private static final int READ = LONG ? 1_000_000 : 20_000;
    private static final int SENT = LONG ? 100_000 : 3_000;
    private static final Set<Integer> COMPLAINTS = Set.of(
            CommandStatus.MESSAGE_LENGTH,
            CommandStatus.COMMAND_LENGTH,
            CommandStatus.SOURCE_ADDRESS,
            CommandStatus.DESTINATION_ADDRESS,
            CommandStatus.BIND_FAILED,
            CommandStatus.SERVICE_TYPE,
            CommandStatus.SCHEDULE,
            CommandStatus.EXPIRY,
            CommandStatus.TLV_STREAM,
            CommandStatus.TLV_LENGTH);

    @Test
    void whateverPassesTheCheckIsReadInEveryDialect() throws PDUStringException {
        PduFuzz fuzz = new PduFuzz(62055);
        int passed = 0;
        for (int i = 0; i < READ; i++) {
            byte[] pdu = fuzz.framed(i);
            try {
                int status = PduCheck.check(pdu);
                assertTrue(status == CommandStatus.OK || COMPLAINTS.contains(status), "status " + status);
                passed += status == CommandStatus.OK && read(pdu) ? 1 : 0;
            } catch (RuntimeException e) {
                throw new AssertionError(i + ": " + HexFormat.of().formatHex(pdu), e);
            }
        }
        assertTrue(passed > READ / 20, passed + " were still messages");
    }

    private static boolean read(byte[] pdu) throws PDUStringException {
        int id = PduCheck.int32(pdu, 4);
        if (CommandId.isBind(id)) {
            assertTrue(BindPdu.parse(pdu).plain().length >= PduCheck.HEADER);
        }
        if (id != CommandId.SUBMIT_SM && id != CommandId.DATA_SM) {
            return false;
        }
        Incoming message;
        try {
            message = message(id, pdu);
        } catch (PDUStringException e) {
            assertNotEquals(0, e.getErrorCode(), "an error that is answered");
            return false;
        }
        for (Dialect dialect : Dialects.ALL) {
            assertTrue(message.typed(dialect).length() <= pdu.length);
            Heard.in(message, dialect)
                    .ifPresent(heard -> assertTrue(Screen.after(message, heard.meaning(), dialect, UssdReply.end("Bye"))
                                    .message()
                                    .toPdu(1)
                                    .length
                            > PduCheck.HEADER));
        }
        return true;
    }

    private static Incoming message(int id, byte[] pdu) throws PDUStringException {
        if (id == CommandId.DATA_SM) {
            DataSm data = new DefaultDecomposer().dataSm(pdu);
            return Incoming.of(data, new byte[0]);
        }
        SubmitSm submit = new DefaultDecomposer().submitSm(pdu);
        return Incoming.of(submit, submit.getShortMessage());
    }

    @Test
    void eachFramedPduHasOneAnswerOfItsClassWhileAnotherPeerIsServed() throws Exception {
        AtomicBoolean stop = new AtomicBoolean();
        CompletableFuture<Integer> served = CompletableFuture.supplyAsync(() -> dialogsUntil(stop));
        PduFuzz fuzz = new PduFuzz(2775);
        int answered = 0;
        RawPeer peer = bed.bound();
        try {
            for (int i = 1_000; i < 1_000 + SENT; i++) {
                byte[] pdu = fuzz.framed(i);
                if (!answers(peer, pdu, i)) {
                    peer.close();
                    peer = bed.bound();
                } else {
                    answered++;
                }
                if (i % 100 == 0) {
                    peer.send(fuzz.misframed(i)).close();
                    peer = bed.bound();
                }
            }
        } finally {
            peer.close();
            stop.set(true);
        }
        assertTrue(answered > SENT / 2, answered + " were answered");
        assertTrue(finished(served) > 20, "dialogs of the other peer");
    }

    /** False where the connection is closed or soon will be, which only an unbind may do. */
    private static boolean answers(RawPeer peer, byte[] pdu, int sequence) throws IOException {
        int id = PduCheck.int32(pdu, 4);
        boolean silent = CommandId.isResponse(id) || CommandId.isWithoutResponse(id);
        peer.send(pdu).send(Pdus.enquireLink(sequence - 999));
        boolean answered = silent;
        boolean alive = false;
        try {
            while (!answered || !alive) {
                RawPeer.Pdu next = peer.read();
                if (next.id() == CommandId.DELIVER_SM) {
                    peer.accept(next, 0);
                } else if (next.sequence() == sequence) {
                    assertEquals(false, answered, "one answer");
                    assertTrue(
                            next.id() == (id | CommandId.RESPONSE) || next.id() == CommandId.GENERIC_NACK,
                            HexFormat.of().formatHex(pdu));
                    assertNotEquals(
                            CommandStatus.SYSTEM_ERROR,
                            next.status(),
                            HexFormat.of().formatHex(pdu));
                    answered = true;
                } else {
                    assertEquals(CommandId.ENQUIRE_LINK | CommandId.RESPONSE, next.id());
                    alive = true;
                }
            }
            return id != CommandId.UNBIND;
        } catch (EOFException | SocketException e) {
            assertEquals(CommandId.UNBIND, id, "closed after " + HexFormat.of().formatHex(pdu));
            return false;
        }
    }

    private int dialogsUntil(AtomicBoolean stop) {
        int served = 0;
        try (RawPeer good = new RawPeer(bed.listener.port())) { // of another account: screens may take any bind of one
            good.bind(9, "one", "one");
            while (!stop.get()) {
                good.step(served + 2, 0x01, (served % 256) << 8, "*120*55#");
                assertEquals(0, good.read().status());
                RawPeer.Pdu menu = good.read();
                assertEquals(CommandId.DELIVER_SM, menu.id());
                good.accept(menu, 0);
                served++;
            }
        } catch (IOException e) {
            throw new AssertionError("after " + served + " dialogs", e);
        }
        return served;
    }

    private static int finished(CompletableFuture<Integer> served) throws InterruptedException, ExecutionException {
        try {
            return served.get(8, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError("the other peer is not served", e);
        }
    }
}
