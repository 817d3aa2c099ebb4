package io.tokenline.smpp;

import io.tokenline.smpp.codec.DeliverSm.Address;
import io.tokenline.smpp.codec.PduCheck;
import io.tokenline.smpp.codec.Tlv;
import io.tokenline.smpp.codec.UserData;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsmpp.bean.AbstractSmCommand;
import org.jsmpp.bean.OptionalParameter;
import org.jspecify.annotations.Nullable;

/**
 * A submit_sm or data_sm, without the library's types.
 *
 * @param source who sent it
 * @param destination whom it was sent to
 * @param esmClass 0 to 255
 * @param dataCoding 0 to 255
 * @param text short_message, or where that is empty message_payload
 * @param parameters the optional parameters
 */
@SuppressWarnings("ArrayRecordComponent") // octets on their way, never compared
record Incoming(Address source, Address destination, int esmClass, int dataCoding, byte[] text, List<Tlv> parameters) {

    private static final int UDHI = 0x40;
    private static final int HEADER = 4;

    static Incoming of(AbstractSmCommand request, byte[] shortMessage) {
        List<Tlv> parameters =
                Stream.of(request.getOptionalParameters()).map(Incoming::tlv).toList();
        byte[] text = shortMessage.length > 0
                ? shortMessage
                : find(parameters, Tlv.MESSAGE_PAYLOAD).map(Tlv::value).orElse(shortMessage);
        return new Incoming(
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

    /** What the gateway calls this dialog: the session number, else the message reference, else nothing. */
    String gatewaySession() {
        return octet(Tlv.ITS_SESSION_INFO)
                .or(() -> find(parameters, Tlv.USER_MESSAGE_REFERENCE).map(tlv -> PduCheck.int16(tlv.value(), 0)))
                .map(String::valueOf)
                .orElse("");
    }

    /**
     * The parameters that tie an answer to this dialog, as they came.
     *
     * @param last sets the end bit of its_session_info
     */
    List<Tlv> echo(boolean last) {
        return parameters.stream()
                .filter(tlv -> tlv.tag() == Tlv.ITS_SESSION_INFO || tlv.tag() == Tlv.USER_MESSAGE_REFERENCE)
                .map(tlv -> last && tlv.tag() == Tlv.ITS_SESSION_INFO ? ended(tlv) : tlv)
                .toList();
    }

    /** The text and its place in a longer one, told by a header or by the SAR parameters. */
    UserData userData() {
        UserData data = (esmClass & UDHI) != 0 ? UserData.parse(text) : new UserData(1, 1, text);
        int segment = octet(Tlv.SAR_SEGMENT_SEQNUM).orElse(1);
        return data.part() == 1 && segment > 1 ? new UserData(segment, segment, text) : data;
    }

    private static Tlv ended(Tlv session) {
        byte[] value = session.value().clone();
        value[1] |= 1;
        return new Tlv(session.tag(), value);
    }

    private static Optional<Tlv> find(List<Tlv> parameters, int tag) {
        return parameters.stream().filter(tlv -> tlv.tag() == tag).findFirst();
    }

    private static Tlv tlv(OptionalParameter parameter) {
        byte[] whole = parameter.serialize();
        return new Tlv(parameter.tag & 0xFFFF, Arrays.copyOfRange(whole, HEADER, whole.length));
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
