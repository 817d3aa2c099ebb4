package io.tokenline.smpp;

import io.tokenline.smpp.codec.Alphabet;
import io.tokenline.smpp.codec.Concatenation;
import io.tokenline.smpp.codec.TextCoding;
import io.tokenline.smpp.codec.Tlv;
import io.tokenline.ussd.UssdRequest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How an operator's gateway speaks USSD and texts. What differs between operators is data here, never code; the records
 * are in {@link Dialects}.
 *
 * @param name as accounts refer to it; {@link #named} of it is this dialect again
 * @param reading how a step of a dialog is recognised in what the gateway sends
 * @param session where the gateway's session id may be, in the order of preference; nothing where it has none
 * @param speaking how our screens are marked
 * @param alphabet what data_coding 0 stands for
 * @param concatenation how a long text goes out
 */
public record Dialect(
        String name,
        Reading reading,
        List<SessionField> session,
        Speaking speaking,
        Alphabet alphabet,
        Concatenation concatenation) {

    /** The closest to a standard: PSSR indication, USSR request and confirm, PSSR response. */
    public static final Dialect STANDARD = new Dialect(
            "standard",
            Reading.operations(Map.of()),
            List.of(SessionField.ITS_NUMBER, SessionField.REFERENCE),
            Speaking.operations(0x11, 0x03, true, Speaking.CBS_UCS2),
            Alphabet.GSM,
            Concatenation.UDH8);

    /** What a gateway's PDU says of a dialog. */
    enum Meaning {
        /** The subscriber dialled. */
        BEGIN(UssdRequest.Kind.BEGIN),
        /** The subscriber dialled from a phone that can show one text and no menu (PSSD indication). */
        BEGIN_ONLY(UssdRequest.Kind.BEGIN),
        /** The subscriber answered a menu. */
        ANSWER(UssdRequest.Kind.ANSWER),
        /** The subscriber answered, and the gateway has closed the dialog: no screen can follow. */
        LAST_ANSWER(UssdRequest.Kind.ANSWER),
        /** The subscriber has read a text; nothing is expected of us. */
        READ(UssdRequest.Kind.ABORT),
        /** The dialog is over. */
        END(UssdRequest.Kind.ABORT);

        private final UssdRequest.Kind kind;

        Meaning(UssdRequest.Kind kind) {
            this.kind = kind;
        }

        UssdRequest.Kind kind() {
            return kind;
        }

        /** Whether no answer can follow the reply to this step. */
        boolean last() {
            return this == BEGIN_ONLY || this == LAST_ANSWER;
        }
    }

    /** What in a PDU carries its meaning. */
    enum Carrier {
        /** The octet of ussd_service_op; a PDU without it is a text. */
        OPERATION,
        /** The first of the two letters of service_type; a PDU with another service_type is a text. */
        SERVICE_TYPE,
        /** Nothing: what looks like a dialled string is one, all else is an answer; there are no texts. */
        NOTHING
    }

    /**
     * How steps are recognised.
     *
     * @param meanings by operation or first letter
     * @param otherwise what any other operation means
     * @param endBitEnds whether bit 0 of its_session_info ends the dialog, whatever the operation
     * @param bareEnds whether a PDU with a session id and no operation ends the dialog
     * @param inAddress whether the dialled string is the destination even where there is a text
     */
    record Reading(
            Carrier carrier,
            Map<Integer, Meaning> meanings,
            Meaning otherwise,
            boolean endBitEnds,
            boolean bareEnds,
            boolean inAddress) {

        /** PSSD and PSSR indication, USSR and USSN confirm, USSREL indication: the same wherever they are seen. */
        private static final Map<Integer, Meaning> COMMON = Map.of(
                0x00, Meaning.BEGIN_ONLY,
                0x01, Meaning.BEGIN,
                0x12, Meaning.ANSWER,
                0x13, Meaning.READ,
                0x81, Meaning.END);

        Reading {
            meanings = Map.copyOf(meanings);
        }

        /** By ussd_service_op: the usual meanings and more; what has none is an answer. */
        static Reading operations(Map<Integer, Meaning> more) {
            Map<Integer, Meaning> all = new HashMap<>(COMMON);
            all.putAll(more);
            return new Reading(Carrier.OPERATION, all, Meaning.ANSWER, false, false, false);
        }

        /** The same, and the end bit ends a dialog. */
        Reading endedByBit() {
            return new Reading(carrier, meanings, otherwise, true, bareEnds, inAddress);
        }

        /** The same, and a PDU of a session without an operation ends its dialog. */
        Reading endedBySilence() {
            return new Reading(carrier, meanings, otherwise, endBitEnds, true, inAddress);
        }

        /** The same, and the dialled string is the destination. */
        Reading dialledInAddress() {
            return new Reading(carrier, meanings, otherwise, endBitEnds, bareEnds, true);
        }
    }

    /**
     * A parameter that holds a session id.
     *
     * @param tag of the parameter
     * @param octets it has
     * @param mask the bits of it that are the id
     */
    record SessionField(int tag, int octets, int mask) {
        /** The first octet of its_session_info; the second counts the steps. */
        static final SessionField ITS_NUMBER = new SessionField(Tlv.ITS_SESSION_INFO, 2, 0xFF00);
        /** All of its_session_info but its end bit. */
        static final SessionField ITS_15_BITS = new SessionField(Tlv.ITS_SESSION_INFO, 2, 0xFFFE);
        /** All of its_session_info. */
        static final SessionField ITS_16_BITS = new SessionField(Tlv.ITS_SESSION_INFO, 2, 0xFFFF);
        /** user_message_reference. */
        static final SessionField REFERENCE = new SessionField(Tlv.USER_MESSAGE_REFERENCE, 2, 0xFFFF);
        /** ussd_session_id of SMPP+. */
        static final SessionField SMPP_PLUS = new SessionField(Tlv.SMPP_PLUS_SESSION, 4, -1);

        /** The id in a parameter; empty where the parameter is not as long as it should be. */
        Optional<String> idOf(byte[] value) {
            return value.length == octets
                    ? Optional.of(
                            Integer.toUnsignedString((number(value) & mask) >>> Integer.numberOfTrailingZeros(mask)))
                    : Optional.empty();
        }

        /** The parameter of a session that we name. */
        Tlv parameter(int id) {
            int value = (id << Integer.numberOfTrailingZeros(mask)) & mask;
            byte[] whole = ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
            return new Tlv(tag, Arrays.copyOfRange(whole, Integer.BYTES - octets, Integer.BYTES));
        }

        private static int number(byte[] value) {
            int number = 0;
            for (byte octet : value) {
                number = (number << 8) | (octet & 0xFF);
            }
            return number;
        }
    }

    /**
     * What distinguishes one of our screens.
     *
     * @param operation ussd_service_op, or {@link #NONE}
     * @param serviceType service_type
     */
    record Mark(int operation, String serviceType) {
        /** Without the parameter. */
        static final int NONE = -1;
    }

    /**
     * How we speak.
     *
     * @param menu of a screen that expects an answer
     * @param last of the last screen
     * @param only of the one text of a {@link Meaning#BEGIN_ONLY}
     * @param push of a text that nobody asked for
     * @param endBit whether the last screen sets bit 0 of its_session_info
     * @param dataCoding of a screen in the default alphabet
     * @param unicodeCoding of a screen that needs UCS-2
     * @param maxSeptets the longest screen
     */
    record Speaking(
            Mark menu,
            Mark last,
            Mark only,
            Mark push,
            boolean endBit,
            int dataCoding,
            int unicodeCoding,
            int maxSeptets) {

        /** UCS-2 as SMPP writes it. */
        static final int UCS2 = 0x08;
        /** UCS-2 as cell broadcast, and so many USSD gateways, write it. */
        static final int CBS_UCS2 = 0x48;
        /** A USSD string has 160 octets (3GPP TS 23.038, 5). */
        private static final int LONGEST = 182;

        /** Screens marked by ussd_service_op: 0x02 for a menu, these for the last one and for a push. */
        static Speaking operations(int last, int push, boolean endBit, int unicodeCoding) {
            return new Speaking(
                    new Mark(0x02, "USSD"),
                    new Mark(last, "USSD"),
                    new Mark(last == 0x11 ? 0x10 : last, "USSD"),
                    new Mark(push, "USSD"),
                    endBit,
                    TextCoding.USSD,
                    unicodeCoding,
                    LONGEST);
        }

        /** Screens marked by service_type alone. */
        static Speaking serviceTypes(String menu, String last, String push) {
            Mark end = new Mark(Mark.NONE, last);
            return new Speaking(
                    new Mark(Mark.NONE, menu),
                    end,
                    end,
                    new Mark(Mark.NONE, push),
                    false,
                    TextCoding.DEFAULT,
                    UCS2,
                    LONGEST);
        }
    }

    public Dialect {
        session = List.copyOf(session);
    }

    /**
     * The dialect of this name, with the changes that words after it ask for (see {@link Dialects#named}).
     *
     * @throws IllegalArgumentException where there is no such dialect or change
     */
    public static Dialect named(String name) {
        return Dialects.named(name);
    }
}
