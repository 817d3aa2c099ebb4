package io.tokenline.smpp;

import io.micrometer.core.instrument.Counter;
import io.tokenline.smpp.codec.CommandId;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.PduCheck;
import io.tokenline.smpp.codec.PduName;
import io.tokenline.smpp.codec.PduOutline;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the PDUs of a bind, by the account or the link that it belongs to, and writes those that somebody traces to the log. */
final class Witness implements Tap {

    private static final Logger LOG = LoggerFactory.getLogger(Witness.class);
    private static final int REMEMBERED = 256;
    private static final Set<Integer> MESSAGES = Set.of(CommandId.SUBMIT_SM, CommandId.DELIVER_SM, CommandId.DATA_SM);

    /** What is counted together. */
    private record Kind(String direction, String command, String status) {}

    private final String account;
    private final Eyes eyes;
    private final Counter throttled;
    private final Map<Kind, Counter> counters = new ConcurrentHashMap<>();

    /** Requests that were traced, so that their responses are. */
    private final Map<String, Boolean> traced = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** The traffic of one bind or link of an account. */
    Witness(String account, Eyes eyes) {
        this.account = account;
        this.eyes = eyes;
        this.throttled = eyes.metrics().counter("tokenline.smpp.throttled", "account", account);
    }

    @Override
    public void received(byte[] pdu) {
        see("in", pdu);
    }

    @Override
    public void sent(byte[] pdu) {
        see("out", pdu);
    }

    private void see(String direction, byte[] pdu) {
        try {
            int id = PduCheck.int32(pdu, 4);
            int status = CommandId.isResponse(id) ? PduCheck.int32(pdu, 8) : CommandStatus.OK;
            if (MESSAGES.contains(id)) {
                eyes.flows().count(account, direction.equals("in"));
            }
            count(direction, PduName.command(id), PduName.status(status));
            if (status == CommandStatus.THROTTLED && direction.equals("out")) {
                throttled.increment();
            }
            if (!eyes.traces().isEmpty()) {
                trace(direction, id, status, pdu);
            }
        } catch (RuntimeException e) {
            LOG.error("TKL-1031 a PDU of account {} was not counted", account, e);
        }
    }

    private void count(String direction, String command, String status) {
        counters.computeIfAbsent(
                        new Kind(direction, command, status),
                        kind -> eyes.metrics()
                                .counter(
                                        "tokenline.smpp.pdus",
                                        "account",
                                        account,
                                        "command",
                                        command,
                                        "direction",
                                        direction,
                                        "status",
                                        status))
                .increment();
    }

    private void trace(String direction, int id, int status, byte[] pdu) {
        PduOutline outline = PduOutline.of(pdu);
        String sequence = Integer.toUnsignedString(PduCheck.int32(pdu, 12));
        boolean response = CommandId.isResponse(id);
        if (!wanted(direction, response, sequence, outline)) {
            return;
        }
        LOG.info(
                "TKL-1030 trace {} {} {} sequence={} status={} length={}{}",
                account,
                direction,
                PduName.command(id),
                sequence,
                PduName.status(status),
                pdu.length,
                outline);
    }

    /** A response has no phone number: it is shown where its request was. */
    private boolean wanted(String direction, boolean response, String sequence, PduOutline outline) {
        boolean asked = eyes.traces().wants(account, outline.addresses());
        synchronized (traced) {
            if (response) {
                String requested = (direction.equals("in") ? "out " : "in ") + sequence;
                return traced.remove(requested) != null || asked;
            }
            if (asked) {
                traced.put(direction + " " + sequence, true);
            }
        }
        return asked;
    }
}
