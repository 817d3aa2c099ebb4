package io.tokenline.smpp;

import io.tokenline.FailedLogins;
import io.tokenline.Secret;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.OutbindPdu;
import io.tokenline.smpp.codec.PduCheck;
import io.tokenline.vault.VaultException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The links whose gateways connect to us and ask, by an outbind, to be bound to. We show our password to a gateway only
 * after it has shown its own; where it does not, its connection is closed, for an outbind has no response.
 */
@ApplicationScoped
public class Outbinds {

    private static final Logger LOG = LoggerFactory.getLogger(Outbinds.class);
    private static final long LOG_EVERY_NANOS = 10_000_000_000L;

    private final FailedLogins failures;
    private final Map<String, Expected> expected = new ConcurrentHashMap<>();
    private int unlogged;
    private long lastLog = System.nanoTime() - LOG_EVERY_NANOS;

    /** Why an outbind is not answered; the metric of refused binds says so, too. */
    private enum Reason {
        MALFORMED,
        /** No link has this system_id and password. */
        UNKNOWN,
        /** The link's gateway has another address. */
        NETWORK,
        /** Nobody may bind over the link now. */
        NOT_IN_USE,
        /** The link is to be encrypted. */
        NOT_ENCRYPTED,
        /** The link is bound as often as it is to be. */
        ALREADY_BOUND,
        /** The key store is closed. */
        LOCKED,
        /** Too many wrong passwords came from there. */
        PAUSED,
        /** Somebody guesses at this system_id. */
        BUSY
    }

    private static final class Refused extends Exception {

        private static final long serialVersionUID = 1L;

        private final Reason reason;

        Refused(Reason reason) {
            super(reason.name(), null, false, false);
            this.reason = reason;
        }
    }

    /**
     * A link whose gateway may call.
     *
     * @param entered as it is entered
     * @param password reads what the gateway has to show
     * @param open the link; empty where it is held or not in use
     */
    record Expected(OperatorLink entered, LinkBind.Password password, Optional<Link> open) {

        /** Compares both, whatever the first comparison says, in a time that tells nothing of what is right. */
        private boolean isShown(OutbindPdu said) throws VaultException {
            Secret right = password.read();
            boolean name = same(said.systemId(), entered.terms().outbindSystemId());
            boolean secret = same(said.password(), right.value());
            return name && secret;
        }

        /** The second one's length and contents do not show in the time that it takes. */
        private static boolean same(String said, String right) {
            return MessageDigest.isEqual(
                    said.getBytes(StandardCharsets.ISO_8859_1), right.getBytes(StandardCharsets.ISO_8859_1));
        }

        /** May ask a name server, and wait for it; a host that has no address can be anywhere. */
        private boolean isAt(InetAddress address) {
            try {
                return Arrays.asList(InetAddress.getAllByName(entered.terms().host()))
                        .contains(address);
            } catch (UnknownHostException e) {
                return true;
            }
        }
    }

    /** Wrong passwords count as those of binds do. */
    @Inject
    Outbinds(Accounts accounts) {
        this(accounts.failures());
    }

    Outbinds(FailedLogins failures) {
        this.failures = failures;
    }

    /** Whether an outbind means anything here. */
    boolean areExpected() {
        return !expected.isEmpty();
    }

    /** From now on this link's gateway may call. */
    void expect(Expected link) {
        expected.put(link.entered().name(), link);
    }

    /** From now on it may not. */
    void forget(String link) {
        expected.remove(link);
    }

    /** From now on no gateway may. */
    void forgetAll() {
        expected.clear();
    }

    /** Binds over a connection that an outbind came on, or closes it; either may take a while. */
    void answer(Arrival arrival, Eyes eyes) {
        if (PduCheck.check(arrival.request()) != CommandStatus.OK) {
            refuse(arrival, "", Reason.MALFORMED, eyes);
            return;
        }
        OutbindPdu said = OutbindPdu.parse(arrival.request());
        try {
            claim(said, arrival.wire()).answer(arrival.wire(), arrival.rest());
        } catch (Refused e) {
            refuse(arrival, said.systemId(), e.reason, eyes);
        }
    }

    private LinkBind claim(OutbindPdu said, Wire wire) throws Refused {
        InetAddress from = wire.getInetAddress();
        List<Expected> here =
                shown(said, from).stream().filter(link -> link.isAt(from)).toList();
        if (here.isEmpty()) {
            failures.failed(counted(said), from.getHostAddress());
            throw new Refused(Reason.NETWORK);
        }
        failures.succeeded(counted(said), from.getHostAddress());
        Reason why = Reason.NOT_IN_USE;
        for (Expected link : here) {
            if (link.open().isEmpty()) {
                continue;
            }
            if (link.entered().terms().tls() && !wire.isEncrypted()) {
                why = Reason.NOT_ENCRYPTED;
                continue;
            }
            Optional<LinkBind> free = link.open().get().claim();
            if (free.isPresent()) {
                return free.get();
            }
            why = Reason.ALREADY_BOUND;
        }
        throw new Refused(why);
    }

    /** One at a time: those who come together get no more tries than one after the other. */
    private synchronized List<Expected> shown(OutbindPdu said, InetAddress address) throws Refused {
        String from = address.getHostAddress();
        if (failures.pauseAt(counted(said), from).isPresent()) {
            throw new Refused(Reason.PAUSED);
        }
        if (!failures.turn(counted(said), from)) {
            throw new Refused(Reason.BUSY);
        }
        List<Expected> shown = new ArrayList<>();
        boolean locked = false;
        for (Expected link : expected.values()) {
            try {
                if (link.isShown(said)) {
                    shown.add(link);
                }
            } catch (VaultException e) {
                locked = true;
            }
        }
        if (shown.isEmpty() && locked) {
            throw new Refused(Reason.LOCKED);
        }
        if (shown.isEmpty()) {
            failures.failed(counted(said), from);
            throw new Refused(Reason.UNKNOWN);
        }
        return shown;
    }

    /** What failures count for: an account of the same name is another's. */
    private static String counted(OutbindPdu said) {
        return "outbind " + said.systemId();
    }

    private void refuse(Arrival arrival, String systemId, Reason reason, Eyes eyes) {
        arrival.wire().close();
        eyes.metrics()
                .counter("tokenline.smpp.binds.refused", "reason", "OUTBIND_" + reason)
                .increment();
        int others = toBeLogged();
        if (others >= 0) {
            LOG.warn(
                    "TKL-1111 outbind of {} from {} refused: {}; others since the last such line: {}",
                    Reception.printable(systemId),
                    arrival.wire().getInetAddress().getHostAddress(),
                    reason,
                    others);
        }
    }

    /** How many there were that no line tells of; negative where this one is one of them. */
    private synchronized int toBeLogged() {
        long now = System.nanoTime();
        if (now - lastLog < LOG_EVERY_NANOS) {
            unlogged++;
            return -1;
        }
        lastLog = now;
        int others = unlogged;
        unlogged = 0;
        return others;
    }
}
