package io.tokenline.sandbox;

import io.tokenline.Msisdn;
import io.tokenline.smpp.codec.Alphabet;
import io.tokenline.smpp.codec.Gsm7;
import io.tokenline.smpp.codec.TextCoding;
import io.tokenline.smpp.codec.UserData;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.DataCodings;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.Session;
import org.jspecify.annotations.Nullable;

/**
 * The mobile operator behind the handset page: binds to our own listener over a real connection and speaks the standard
 * dialect, so that what the page shows went over the wire.
 */
final class HandsetGateway implements AutoCloseable {

    static final String SYSTEM_ID = "handset";

    private static final int BEGIN = 0x01;
    private static final int ANSWER = 0x12;
    private static final int ABORT = 0x81;
    private static final int LAST_TEXT = 0x11;
    private static final byte USSD_CODING = 0x0F;
    private static final short USSD_SERVICE_OP = 0x0501;
    private static final short ITS_SESSION_INFO = 0x1383;
    private static final byte UDHI = 0x40;
    static final int TEXT_MAX = 254;
    private static final Duration SCREEN_WAIT = Duration.ofSeconds(10);
    private static final long BIND_TIMEOUT_MILLIS = 5_000;
    private static final long RESPONSE_TIMEOUT_MILLIS = 10_000;

    /** The operator, or we behind him, did not do what the page asked; the message is for the page. */
    static final class GatewayException extends Exception {
        private static final long serialVersionUID = 1L;

        GatewayException(String message) {
            super(message);
        }

        GatewayException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private final String host;
    private final int port;
    private final String password;
    private final Handsets handsets;
    private final Clock clock;
    private @Nullable SMPPSession session;

    HandsetGateway(String host, int port, String password, Handsets handsets, Clock clock) {
        this.host = host;
        this.port = port;
        this.password = password;
        this.handsets = handsets;
        this.clock = clock;
    }

    /** Binds where no bind is open. */
    synchronized SMPPSession bind() throws GatewayException {
        SMPPSession open = session;
        if (open != null && open.getSessionState().isBound()) {
            return open;
        }
        SMPPSession fresh = new SMPPSession();
        fresh.setMessageReceiverListener(new Receiver());
        fresh.setTransactionTimer(RESPONSE_TIMEOUT_MILLIS);
        try {
            fresh.connectAndBind(
                    host,
                    port,
                    new BindParameter(
                            BindType.BIND_TRX,
                            SYSTEM_ID,
                            password,
                            "",
                            TypeOfNumber.UNKNOWN,
                            NumberingPlanIndicator.UNKNOWN,
                            null),
                    BIND_TIMEOUT_MILLIS);
        } catch (IOException e) {
            throw new GatewayException("The phone has no network: the SMPP listener does not answer.", e);
        }
        session = fresh;
        return fresh;
    }

    /** Dials or answers; waits for the screen that comes back. */
    Handsets.Shown ussd(Msisdn msisdn, String code, String text) throws GatewayException {
        Handsets.Step step = handsets.step(msisdn);
        try {
            submit("USSD", msisdn, serviceCode(code), USSD_CODING, text, step.first() ? BEGIN : ANSWER, step.session());
            return step.shown().get(SCREEN_WAIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (GatewayException e) {
            handsets.hangUp(msisdn);
            throw e;
        } catch (TimeoutException | ExecutionException e) {
            handsets.hangUp(msisdn);
            throw new GatewayException("The network did not answer in time. Dial again.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayException("The server is stopping.", e);
        }
    }

    /** The owner pressed the red key. */
    void hangUp(Msisdn msisdn, String code) throws GatewayException {
        var open = handsets.hangUp(msisdn);
        if (open.isPresent()) {
            submit("USSD", msisdn, serviceCode(code), USSD_CODING, "", ABORT, open.get());
        }
    }

    /** The owner sends a text. */
    void sms(Msisdn msisdn, String shortCode, String text) throws GatewayException {
        submit("", msisdn, shortCode, (byte) 0, text, -1, 0);
    }

    private void submit(
            String serviceType, Msisdn from, String to, byte coding, String text, int operation, int ussdSession)
            throws GatewayException {
        byte[] octets = Gsm7.encode(text);
        OptionalParameter[] tlvs = operation < 0
                ? new OptionalParameter[0]
                : new OptionalParameter[] {
                    new OptionalParameter.OctetString(USSD_SERVICE_OP, new byte[] {(byte) operation}),
                    new OptionalParameter.OctetString(ITS_SESSION_INFO, new byte[] {(byte) ussdSession, 0})
                };
        try {
            bind().submitShortMessage(
                            serviceType,
                            TypeOfNumber.INTERNATIONAL,
                            NumberingPlanIndicator.ISDN,
                            from.digits(),
                            TypeOfNumber.UNKNOWN,
                            NumberingPlanIndicator.UNKNOWN,
                            to,
                            new ESMClass(),
                            (byte) 0,
                            (byte) 0,
                            null,
                            null,
                            new RegisteredDelivery(0),
                            (byte) 0,
                            DataCodings.newInstance(coding),
                            (byte) 0,
                            octets,
                            tlvs);
        } catch (NegativeResponseException e) {
            throw new GatewayException(
                    String.format("The network refused (SMPP status 0x%02X).", e.getCommandStatus()), e);
        } catch (PDUException | ResponseTimeoutException | InvalidResponseException | IOException e) {
            throw new GatewayException("The network did not answer. Try again.", e);
        }
    }

    private static String serviceCode(String code) {
        return code.replaceAll("^\\*(\\d+).*", "$1");
    }

    @Override
    public synchronized void close() {
        if (session != null) {
            session.unbindAndClose();
            session = null;
        }
    }

    /** What the network brings to the phones. */
    private final class Receiver implements MessageReceiverListener {

        @Override
        public void onAcceptDeliverSm(DeliverSm deliver) throws ProcessRequestException {
            Msisdn to = new Msisdn(deliver.getDestAddress());
            OptionalParameter.OctetString operation = raw(deliver, USSD_SERVICE_OP);
            if (operation != null) {
                boolean last = (operation.getValue()[0] & 0xFF) == LAST_TEXT;
                handsets.show(to, new Handsets.Shown(read(deliver, deliver.getShortMessage()), !last));
            } else {
                receive(to, deliver);
            }
        }

        private static OptionalParameter.@Nullable OctetString raw(DeliverSm deliver, short tag) {
            OptionalParameter tlv = deliver.getOptionalParameter(tag);
            if (tlv instanceof OptionalParameter.OctetString octets) {
                return octets;
            }
            return tlv instanceof OptionalParameter.Byte octet
                    ? new OptionalParameter.OctetString(tag, new byte[] {octet.getValue()})
                    : null;
        }

        private static String read(DeliverSm deliver, byte[] octets) {
            return TextCoding.decode(deliver.getDataCoding() & 0xFF, octets, Alphabet.GSM);
        }

        private void receive(Msisdn to, DeliverSm deliver) {
            byte[] octets = deliver.getShortMessage();
            if ((deliver.getEsmClass() & UDHI) == 0) {
                handsets.receive(to, deliver.getSourceAddr(), read(deliver, octets), clock.instant());
                return;
            }
            UserData part = UserData.parse(octets);
            handsets.part(to, part.part(), part.parts(), read(deliver, part.text()))
                    .ifPresent(text -> handsets.receive(to, deliver.getSourceAddr(), text, clock.instant()));
        }

        @Override
        public void onAcceptAlertNotification(AlertNotification alert) {
            // nothing waits for a phone to come back
        }

        @Override
        public DataSmResult onAcceptDataSm(DataSm data, Session source) throws ProcessRequestException {
            throw new ProcessRequestException("data_sm is not used here", 0x03);
        }
    }
}
