package io.tokenline.smpp;

import static io.tokenline.smpp.GatewayBind.check;

import io.tokenline.smpp.codec.Gsm7;
import io.tokenline.smpp.codec.Pdus;
import io.tokenline.smpp.codec.Tlv;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** A customer of the benchmark: one dialog after the other, one step at a time. */
final class Phone {

    private static final int SEQUENCE_AT = 12;

    private final int place;
    private final List<StepScript.Step> steps;
    private final byte[][] pdus;
    private final Deque<Long> due = new ArrayDeque<>();
    private int step;
    private int session;
    private boolean waiting;
    private boolean acknowledged;

    /**
     * A customer.
     *
     * @param bind the number of the gateway's bind
     * @param place the number of the phone on that bind, 0 to 99
     */
    Phone(StepScript script, int bind, int place) {
        this.place = place;
        this.steps = script.steps();
        this.session = place;
        String digits = String.format("2547%06d%02d", bind, place);
        this.pdus = new byte[steps.size()][];
        for (int i = 0; i < pdus.length; i++) {
            byte[] operation = {(byte) (i == 0 ? 0x01 : 0x12)};
            byte[] typed = Gsm7.encode(steps.get(i).typed());
            Tlv sessionInfo = new Tlv(Tlv.ITS_SESSION_INFO, new byte[2]);
            pdus[i] = Pdus.submit(0, digits, "120", typed, new Tlv(Tlv.USSD_SERVICE_OP, operation), sessionInfo);
        }
    }

    int place() {
        return place;
    }

    /** The times that its next steps are due at, the first of them the one it waits for. */
    Deque<Long> due() {
        return due;
    }

    boolean waiting() {
        return waiting;
    }

    /** The submit_sm of the next step. */
    byte[] next(int sequence) {
        check(!waiting, "a customer is asked for two steps at once");
        waiting = true;
        acknowledged = false;
        byte[] pdu = pdus[step];
        ByteBuffer.wrap(pdu)
                .putInt(SEQUENCE_AT, sequence)
                .put(pdu.length - 2, (byte) session)
                .put(pdu.length - 1, (byte) (step << 1));
        return pdu;
    }

    void acknowledged() {
        acknowledged = true;
    }

    /** A screen has come; it must be the one that follows. */
    void shown(int ofSession, int septets, boolean last) {
        StepScript.Step expected = steps.get(step);
        check(waiting && acknowledged, "a screen comes before the response");
        check(ofSession == (session & 0xFF), "a screen is of another dialog");
        check(septets == expected.screen().length() && last == expected.last(), "another screen comes");
        waiting = false;
        step = last ? 0 : step + 1;
        session += last ? 1 : 0;
    }
}
