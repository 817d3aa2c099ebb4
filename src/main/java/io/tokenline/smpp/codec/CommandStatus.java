package io.tokenline.smpp.codec;

/** The values of command_status that Tokenline gives or understands (SMPP 5.0, 4.7.6). */
public final class CommandStatus {
    /** ESME_ROK: no error. */
    public static final int OK = 0x00;
    /** ESME_RINVMSGLEN: sm_length is wrong. */
    public static final int MESSAGE_LENGTH = 0x01;
    /** ESME_RINVCMDLEN: command_length is wrong. */
    public static final int COMMAND_LENGTH = 0x02;
    /** ESME_RINVCMDID: no such command here. */
    public static final int COMMAND_ID = 0x03;
    /** ESME_RINVBNDSTS: not in this bind state. */
    public static final int BIND_STATUS = 0x04;
    /** ESME_RALYBND: already bound, or as often as the account may. */
    public static final int ALREADY_BOUND = 0x05;
    /** ESME_RSYSERR: our fault. */
    public static final int SYSTEM_ERROR = 0x08;
    /** ESME_RINVSRCADR: source address. */
    public static final int SOURCE_ADDRESS = 0x0A;
    /** ESME_RINVDSTADR: destination address. */
    public static final int DESTINATION_ADDRESS = 0x0B;
    /** ESME_RBINDFAIL: the bind is refused, and no stranger learns why. */
    public static final int BIND_FAILED = 0x0D;
    /** ESME_RINVPASWD: wrong password. */
    public static final int PASSWORD = 0x0E;
    /** ESME_RINVSYSID: unknown system_id. */
    public static final int SYSTEM_ID = 0x0F;
    /** ESME_RCANCELFAIL. */
    public static final int CANCEL_FAILED = 0x11;
    /** ESME_RREPLACEFAIL. */
    public static final int REPLACE_FAILED = 0x13;
    /** ESME_RMSGQFUL: queue full. */
    public static final int QUEUE_FULL = 0x14;
    /** ESME_RINVSERTYP: service_type. */
    public static final int SERVICE_TYPE = 0x15;
    /** ESME_RINVESMCLASS. */
    public static final int ESM_CLASS = 0x43;
    /** ESME_RSUBMITFAIL. */
    public static final int SUBMIT_FAILED = 0x45;
    /** ESME_RINVSYSTYP: system_type. */
    public static final int SYSTEM_TYPE = 0x53;
    /** ESME_RTHROTTLED: slow down. */
    public static final int THROTTLED = 0x58;
    /** ESME_RINVSCHED: schedule_delivery_time. */
    public static final int SCHEDULE = 0x61;
    /** ESME_RINVEXPIRY: validity_period. */
    public static final int EXPIRY = 0x62;
    /** ESME_RX_T_APPN: the receiver cannot for now. */
    public static final int RECEIVER_TEMPORARY = 0x64;
    /** ESME_RX_P_APPN: the receiver never will. */
    public static final int RECEIVER_PERMANENT = 0x65;
    /** ESME_RX_R_APPN: the receiver rejects it. */
    public static final int RECEIVER_REJECTED = 0x66;
    /** ESME_RQUERYFAIL. */
    public static final int QUERY_FAILED = 0x67;
    /** ESME_RINVTLVSTREAM: the optional parameters do not fit the PDU. */
    public static final int TLV_STREAM = 0xC0;
    /** ESME_RINVTLVLEN: an optional parameter has a wrong length. */
    public static final int TLV_LENGTH = 0xC2;

    private CommandStatus() {}
}
