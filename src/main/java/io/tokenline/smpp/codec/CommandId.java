package io.tokenline.smpp.codec;

/** The values of command_id that Tokenline tells apart (SMPP 5.0, 4.7.5). */
public final class CommandId {
    /** This bit makes a response of a request. */
    public static final int RESPONSE = 0x80000000;
    /** generic_nack: a response to what could not be understood. */
    public static final int GENERIC_NACK = 0x80000000;
    /** bind_receiver. */
    public static final int BIND_RECEIVER = 0x01;
    /** bind_transmitter. */
    public static final int BIND_TRANSMITTER = 0x02;
    /** query_sm. */
    public static final int QUERY_SM = 0x03;
    /** submit_sm. */
    public static final int SUBMIT_SM = 0x04;
    /** deliver_sm. */
    public static final int DELIVER_SM = 0x05;
    /** unbind. */
    public static final int UNBIND = 0x06;
    /** replace_sm. */
    public static final int REPLACE_SM = 0x07;
    /** cancel_sm. */
    public static final int CANCEL_SM = 0x08;
    /** bind_transceiver. */
    public static final int BIND_TRANSCEIVER = 0x09;
    /** outbind, which has no response: a message centre asks to be bound to. */
    public static final int OUTBIND = 0x0B;
    /** enquire_link. */
    public static final int ENQUIRE_LINK = 0x15;
    /** submit_multi. */
    public static final int SUBMIT_MULTI = 0x21;
    /** alert_notification, which has no response. */
    public static final int ALERT_NOTIFICATION = 0x102;
    /** data_sm. */
    public static final int DATA_SM = 0x103;
    /** broadcast_sm. */
    public static final int BROADCAST_SM = 0x111;
    /** query_broadcast_sm. */
    public static final int QUERY_BROADCAST_SM = 0x112;
    /** cancel_broadcast_sm. */
    public static final int CANCEL_BROADCAST_SM = 0x113;

    private CommandId() {}

    /** Whether this command binds. */
    public static boolean isBind(int commandId) {
        return commandId == BIND_RECEIVER || commandId == BIND_TRANSMITTER || commandId == BIND_TRANSCEIVER;
    }

    /** Whether SMPP has no response to this command: where we have no use for it, we are silent. */
    public static boolean isWithoutResponse(int commandId) {
        return commandId == ALERT_NOTIFICATION || commandId == OUTBIND;
    }

    /** Whether this command answers a request. */
    public static boolean isResponse(int commandId) {
        return (commandId & RESPONSE) != 0;
    }
}
