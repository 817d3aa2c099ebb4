package io.tokenline.smpp;

import io.tokenline.smpp.Dialect.Mark;
import io.tokenline.smpp.Dialect.Meaning;
import io.tokenline.smpp.Dialect.Speaking;
import io.tokenline.smpp.codec.Alphabet;
import io.tokenline.smpp.codec.DeliverSm;
import io.tokenline.smpp.codec.DeliverSm.Address;
import io.tokenline.smpp.codec.LongText;
import io.tokenline.smpp.codec.TextCoding;
import io.tokenline.smpp.codec.Tlv;
import io.tokenline.ussd.UssdReply;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A USSD screen on its way to a handset.
 *
 * @param mark what the gateway knows its kind by
 * @param dialect of the gateway
 * @param from the service
 * @param to the subscriber
 * @param session the parameters that tie it to its dialog
 * @param text what the handset is to show
 */
record Screen(Mark mark, Dialect dialect, Address from, Address to, List<Tlv> session, String text) {

    private static final Logger LOG = LoggerFactory.getLogger(Screen.class);

    Screen {
        session = List.copyOf(session);
    }

    /** The screen that follows a step. */
    static Screen after(Incoming step, Meaning meaning, Dialect dialect, UssdReply reply) {
        Speaking speaking = dialect.speaking();
        boolean last = meaning.last() || reply.kind() == UssdReply.Kind.END;
        Mark end = meaning == Meaning.BEGIN_ONLY ? speaking.only() : speaking.last();
        return new Screen(
                last ? end : speaking.menu(),
                dialect,
                step.destination(),
                step.source(),
                step.echo(dialect.session(), last && speaking.endBit()),
                reply.text());
    }

    /**
     * A text that the network shows though nobody dialled; the gateway may say that it was read, or that it failed.
     *
     * @param session our number of the dialog, where the dialect has such a thing
     */
    static Screen push(Dialect dialect, Address from, Address to, int session, String text) {
        List<Tlv> parameters = dialect.session().stream()
                .limit(1)
                .map(field -> field.parameter(session))
                .map(tlv -> dialect.speaking().endBit() ? Incoming.ended(tlv) : tlv)
                .toList();
        return new Screen(dialect.speaking().push(), dialect, from, to, parameters, text);
    }

    /** The message that shows it; what is too long is cut. */
    DeliverSm message() {
        Speaking speaking = dialect.speaking();
        Alphabet alphabet = speaking.dataCoding() == TextCoding.DEFAULT ? dialect.alphabet() : Alphabet.GSM;
        LongText.Screen shown = LongText.screen(text, alphabet, speaking.maxSeptets());
        if (shown.cut()) {
            LOG.warn("TKL-1022 a screen of {} characters was cut", text.length());
        }
        List<Tlv> parameters = new ArrayList<>();
        if (mark.operation() != Mark.NONE) {
            parameters.add(new Tlv(Tlv.USSD_SERVICE_OP, new byte[] {(byte) mark.operation()}));
        }
        parameters.addAll(session);
        return new DeliverSm(
                mark.serviceType(),
                from,
                to,
                0,
                shown.unicode() ? speaking.unicodeCoding() : speaking.dataCoding(),
                shown.octets(),
                parameters);
    }
}
