package io.tokenline.smpp;

import io.tokenline.Settings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks after the binds that are open: which has to end, and why. Nothing here blocks. */
final class Rounds {

    private static final Logger LOG = LoggerFactory.getLogger(Rounds.class);

    private final Settings.Smpp settings;
    private final Binds binds;
    private final Clock clock;

    Rounds(Settings.Smpp settings, Binds binds, Clock clock) {
        this.settings = settings;
        this.binds = binds;
        this.clock = clock;
    }

    /** One look at every bind; to be called a few times a second. */
    void go() {
        Instant now = clock.instant();
        for (OperatorSession session : binds.all(Side.LISTENER)) {
            try {
                look(session, now);
            } catch (RuntimeException e) {
                LOG.error("TKL-1017 the check of a bind failed", e);
            }
        }
    }

    /** A peer that is cut off here is cleared away by its own threads. */
    private void look(OperatorSession session, Instant now) {
        session.window().expire();
        OperatorAccount account = session.account();
        if (session.wire().stuck(settings.responseTimeout())) {
            LOG.warn("TKL-1016 account {} does not read; its bind is closed", account.systemId());
            session.wire().close();
        } else if (account.ends(session.since(), now)) {
            end(session, account);
        } else if (idle(session, account)) {
            LOG.info("TKL-1041 account {} sent and got nothing for too long; its bind ends", account.systemId());
            session.letGo();
        } else if (session.takeResumed()) {
            binds.announce(session);
        }
    }

    private static void end(OperatorSession session, OperatorAccount account) {
        boolean politely = account.enabled() && account.mode() == AccountMode.DRAINING;
        if (!politely) {
            LOG.info("TKL-1042 a bind of account {} is closed by order", account.systemId());
            session.wire().close();
        } else {
            session.letGo();
        }
    }

    private static boolean idle(OperatorSession session, OperatorAccount account) {
        Duration limit = account.inactivity();
        return !limit.isZero() && session.wire().idle().compareTo(limit) > 0;
    }
}
