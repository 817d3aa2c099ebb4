package io.tokenline.smpp;

import io.tokenline.smpp.codec.DeliverSm;
import io.tokenline.smpp.codec.Gsm7;
import io.tokenline.smpp.codec.Tlv;
import io.tokenline.smpp.codec.UserData;
import io.tokenline.ussd.UssdReply;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A USSD screen on its way to a handset.
 *
 * @param step what the gateway sent
 * @param dialect how it speaks
 * @param reply what the handset is to show
 */
record Screen(Incoming step, Dialect dialect, UssdReply reply) {

    private static final Logger LOG = LoggerFactory.getLogger(Screen.class);

    /** The message that shows it. */
    DeliverSm message() {
        boolean last = reply.kind() == UssdReply.Kind.END;
        int septets = Gsm7.septets(reply.text());
        if (septets > dialect.maxSeptets()) {
            LOG.warn("TKL-1022 a screen of {} septets was cut to {}", septets, dialect.maxSeptets());
        }
        List<Tlv> parameters = new ArrayList<>();
        parameters.add(new Tlv(Tlv.USSD_SERVICE_OP, new byte[] {(byte) (last ? dialect.last() : dialect.menu())}));
        parameters.addAll(step.echo(last));
        return new DeliverSm(
                dialect.serviceType(),
                /* source= */ step.destination(),
                /* destination= */ step.source(),
                0,
                dialect.dataCoding(),
                UserData.screen(reply.text(), dialect.maxSeptets()),
                parameters);
    }
}
