package io.tokenline.smpp.peer;

import java.util.Optional;

/**
 * A message between an operator and us, in the operator's view.
 *
 * @param from source_addr
 * @param to destination_addr
 * @param coding of the text
 * @param esmClass without the bit for a header
 * @param text of this part
 * @param part where it is one of several, told in a header with an 8-bit reference
 * @param dialog where it is a step of a USSD dialog
 * @param wantsReceipt whether registered_delivery asks for one
 * @param id what the peer called it in its response; empty where it gave none
 */
public record PeerMessage(
        String from,
        String to,
        Coding coding,
        int esmClass,
        String text,
        Optional<Part> part,
        Optional<Dialog> dialog,
        boolean wantsReceipt,
        String id) {

    /** esm_class of a receipt. */
    public static final int RECEIPT = 4;

    /** How text and octets belong together. */
    public enum Coding {
        DEFAULT(0),
        UCS2(8),
        USSD(0x0F);

        private final int dataCoding;

        Coding(int dataCoding) {
            this.dataCoding = dataCoding;
        }

        /** data_coding. */
        public int dataCoding() {
            return dataCoding;
        }

        /** The one of a data_coding. */
        public static Coding of(int dataCoding) {
            for (Coding coding : values()) {
                if (coding.dataCoding == dataCoding) {
                    return coding;
                }
            }
            throw new IllegalArgumentException("data_coding " + dataCoding);
        }
    }

    /** One of several parts, counted from 1. */
    public record Part(int reference, int total, int number) {}

    /**
     * A step of a dialog.
     *
     * @param operation ussd_service_op
     * @param session its_session_info
     */
    public record Dialog(int operation, int session) {}

    /** An SMS of its own. */
    public static PeerMessage sms(String from, String to, Coding coding, String text) {
        return new PeerMessage(from, to, coding, 0, text, Optional.empty(), Optional.empty(), false, "");
    }

    /** A step of a dialog. */
    public static PeerMessage step(String from, int operation, int session, String text) {
        return new PeerMessage(
                from,
                "120",
                Coding.USSD,
                0,
                text,
                Optional.empty(),
                Optional.of(new Dialog(operation, session)),
                false,
                "");
    }

    /** A receipt for a message of ours (SMPP 3.4, appendix B). */
    public static PeerMessage receipt(PeerMessage of, String stat) {
        String text = "id:" + of.id() + " sub:001 dlvrd:001 submit date:2601010000 done date:2601010001 stat:" + stat
                + " err:000 text:";
        return new PeerMessage(
                of.to(), of.from(), Coding.DEFAULT, RECEIPT, text, Optional.empty(), Optional.empty(), false, "");
    }

    /** The same as one of several parts. */
    public PeerMessage as(Part part) {
        return new PeerMessage(from, to, coding, esmClass, text, Optional.of(part), dialog, wantsReceipt, id);
    }
}
