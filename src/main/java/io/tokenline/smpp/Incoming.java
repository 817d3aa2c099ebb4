package io.tokenline.smpp;

import io.tokenline.smpp.Dialect.SessionField;
import io.tokenline.smpp.codec.DeliverSm.Address;
import io.tokenline.smpp.codec.PduCheck;
import io.tokenline.smpp.codec.TextCoding;
import io.tokenline.smpp.codec.Tlv;
import io.tokenline.smpp.codec.UserData;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsmpp.bean.AbstractSmCommand;
import org.jsmpp.bean.OptionalParameter;
import org.jspecify.annotations.Nullable;

/**
 * A message that a peer sent, by submit_sm, data_sm or deliver_sm, without the library's types.
 *
 * @param sequence sequence_number, which a peer may use again when it sends a PDU again
 * @param serviceType service_type
 * @param source who sent it
 * @param destination whom it was sent to
 * @param esmClass 0 to 255
 * @param dataCoding 0 to 255
 * @param text short_message, or where that is empty message_payload
 * @param parameters the optional parameters
 */
@SuppressWarnings("ArrayRecordComponent") // octets on their way, never compared
record Incoming(
        int sequence,
        String serviceType,
        Address source,
        Address destination,
        int esmClass,
        int dataCoding,
        byte[] text,
        List<Tlv> parameters) {

    private static final int UDHI = 0x40;
    private static final int HEADER = 4;

    /**
     * What the library has read.
     *
     * @param shortMessage empty where the command has none
     */
    static Incoming of(AbstractSmCommand request, byte[] shortMessage) {
        List<Tlv> parameters =
                Stream.of(request.getOptionalParameters()).map(Incoming::tlv).toList();
        byte[] text = shortMessage.length > 0
                ? shortMessage
                : find(parameters, Tlv.MESSAGE_PAYLOAD).map(Tlv::value).orElse(shortMessage);
        return new Incoming(
                request.getSequenceNumber(),
                orEmpty(request.getServiceType()),
                new Address(request.getSourceAddrTon(), request.getSourceAddrNpi(), orEmpty(request.getSourceAddr())),
                new Address(request.getDestAddrTon(), request.getDestAddrNpi(), orEmpty(request.getDestAddress())),
                request.getEsmClass() & 0xFF,
                request.getDataCoding() & 0xFF,
                text,
                parameters);
    }

    /** The value of a parameter of one octet. */
    Optional<Integer> octet(int tag) {
        return find(parameters, tag).map(tlv -> tlv.value()[0] & 0xFF);
    }

    /** A parameter. */
    Optional<Tlv> parameter(int tag) {
        return find(parameters, tag);
    }

    /** What the gateway calls this dialog: the first of these fields that is there, or nothing. */
    String gatewaySession(List<SessionField> fields) {
        for (SessionField field : fields) {
            Optional<String> id = find(parameters, field.tag()).flatMap(tlv -> field.idOf(tlv.value()));
            if (id.isPresent()) {
                return id.get();
            }
        }
        return "";
    }

    /** What tells two steps of a dialog apart where the gateway counts them: its_session_info and the reference. */
    String dialogUnit() {
        return unit(Tlv.ITS_SESSION_INFO) + unit(Tlv.USER_MESSAGE_REFERENCE);
    }

    private String unit(int tag) {
        return find(parameters, tag)
                .map(tlv -> tag + " " + PduCheck.int16(tlv.value(), 0) + " ")
                .orElse("");
    }

    /** Whether bit 0 of its_session_info says that the dialog is over. */
    boolean hasEndBit() {
        return find(parameters, Tlv.ITS_SESSION_INFO)
                .filter(tlv -> (tlv.value()[1] & 1) != 0)
                .isPresent();
    }

    /**
     * The parameters that tie an answer to this dialog, as they came.
     *
     * @param ends sets the end bit of its_session_info
     */
    List<Tlv> echo(List<SessionField> fields, boolean ends) {
        List<Tlv> echoed = new ArrayList<>();
        for (Tlv parameter : parameters) {
            for (SessionField field : fields) {
                if (field.tag() == parameter.tag()) {
                    echoed.add(ends ? ended(parameter) : parameter);
                    break;
                }
            }
        }
        return echoed;
    }

    /** The text and its place in a longer one, told by a header or by the SAR parameters. */
    UserData userData() {
        if ((esmClass & UDHI) != 0) {
            return UserData.parse(text);
        }
        return UserData.segment(
                find(parameters, Tlv.SAR_MESSAGE_REFERENCE)
                        .map(tlv -> PduCheck.int16(tlv.value(), 0))
                        .orElse(0),
                octet(Tlv.SAR_TOTAL_SEGMENTS).orElse(1),
                octet(Tlv.SAR_SEGMENT_SEQNUM).orElse(1),
                text);
    }

    /** What a subscriber typed, without a header. */
    String typed(Dialect dialect) {
        return typed(userData().text(), dialect);
    }

    /** The same of these octets, which were put together from several messages like this. */
    String typed(byte[] whole, Dialect dialect) {
        return TextCoding.decode(dataCoding, whole, dialect.alphabet());
    }

    /** A parameter with its end bit set; only its_session_info has one. */
    static Tlv ended(Tlv parameter) {
        if (parameter.tag() != Tlv.ITS_SESSION_INFO) {
            return parameter;
        }
        byte[] value = parameter.value().clone();
        value[1] |= 1;
        return new Tlv(parameter.tag(), value);
    }

    private static Optional<Tlv> find(List<Tlv> parameters, int tag) {
        for (Tlv parameter : parameters) {
            if (parameter.tag() == tag) {
                return Optional.of(parameter);
            }
        }
        return Optional.empty();
    }

    private static Tlv tlv(OptionalParameter parameter) {
        byte[] whole = parameter.serialize();
        return new Tlv(parameter.tag & 0xFFFF, Arrays.copyOfRange(whole, HEADER, whole.length));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
