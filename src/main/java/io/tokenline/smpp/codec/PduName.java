package io.tokenline.smpp.codec;

import java.util.stream.IntStream;

/** What commands and statuses are called in metrics and traces: a limited number of words, whatever a peer sends. */
public final class PduName {

    /** A command or status that SMPP does not define. */
    public static final String OTHER = "other";

    private static final int LAST_STATUS = 0x112;
    private static final int VENDOR_FIRST = 0x400;
    private static final int VENDOR_LAST = 0x4FF;

    private static final String[] STATUSES = IntStream.rangeClosed(0, LAST_STATUS)
            .mapToObj(status -> String.format("0x%02x", status))
            .toArray(String[]::new);

    private PduName() {}

    /** A command as the standard writes it. */
    public static String command(int commandId) {
        if (commandId == CommandId.GENERIC_NACK) {
            return "generic_nack";
        }
        String request = request(commandId & ~CommandId.RESPONSE);
        return CommandId.isResponse(commandId) && !request.equals(OTHER) ? request + "_resp" : request;
    }

    /** A status in hexadecimal; those of vendors are one. */
    public static String status(int commandStatus) {
        if (commandStatus >= 0 && commandStatus <= LAST_STATUS) {
            return STATUSES[commandStatus];
        }
        return commandStatus >= VENDOR_FIRST && commandStatus <= VENDOR_LAST ? "vendor" : OTHER;
    }

    private static String request(int commandId) {
        return switch (commandId) {
            case CommandId.BIND_RECEIVER -> "bind_receiver";
            case CommandId.BIND_TRANSMITTER -> "bind_transmitter";
            case CommandId.BIND_TRANSCEIVER -> "bind_transceiver";
            case CommandId.QUERY_SM -> "query_sm";
            case CommandId.SUBMIT_SM -> "submit_sm";
            case CommandId.DELIVER_SM -> "deliver_sm";
            case CommandId.UNBIND -> "unbind";
            case CommandId.REPLACE_SM -> "replace_sm";
            case CommandId.CANCEL_SM -> "cancel_sm";
            case CommandId.ENQUIRE_LINK -> "enquire_link";
            case CommandId.SUBMIT_MULTI -> "submit_multi";
            case CommandId.ALERT_NOTIFICATION -> "alert_notification";
            case CommandId.DATA_SM -> "data_sm";
            default -> OTHER;
        };
    }
}
