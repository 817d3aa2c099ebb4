package io.tokenline.books;

import io.tokenline.Settings;
import io.tokenline.audit.AuditEvent;
import io.tokenline.payment.Wallet;
import io.tokenline.payment.Wallets;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is done for the books every day without anybody asking: wallets that can list what they took are asked for the days that
 * are over, and every day of the last week of which a statement tells is compared, once a day, since statements and news come
 * late. Repeating it is harmless; closing a day is for people.
 */
@ApplicationScoped
public class DailyBooks {

    private static final Logger LOG = LoggerFactory.getLogger(DailyBooks.class);

    /** Wallets write their books up after midnight. */
    private static final Duration AFTER_MIDNIGHT = Duration.ofHours(1);

    private static final int COMPARED_DAYS = 7;
    /** Daraja keeps two days; a day further back needs its file. */
    private static final int PULLED_DAYS = 2;

    private final Statements statements;
    private final Reconciliation reconciliation;
    private final Wallets wallets;
    private final Settings settings;
    private final Clock clock;

    @Inject
    DailyBooks(Statements statements, Reconciliation reconciliation, Wallets wallets, Settings settings, Clock clock) {
        this.statements = statements;
        this.reconciliation = reconciliation;
        this.wallets = wallets;
        this.settings = settings;
        this.clock = clock;
    }

    /** Does what is due; to be called every hour or so, outside any transaction. A wallet's trouble stops no other's books. */
    public void run() {
        Instant now = clock.instant();
        LocalDate today = LocalDate.ofInstant(now, settings.timeZone());
        Instant midnight = today.atStartOfDay(settings.timeZone()).toInstant();
        if (now.isBefore(midnight.plus(AFTER_MIDNIGHT))) {
            return;
        }
        for (Wallet wallet : wallets.all()) {
            for (int back = 1; back <= COMPARED_DAYS; back++) {
                run(wallet, today.minusDays(back), back <= PULLED_DAYS, midnight);
            }
        }
    }

    private void run(Wallet wallet, LocalDate day, boolean pulls, Instant midnight) {
        try {
            if (pulls) {
                pull(wallet, day);
            }
            if (!reconciliation.isComparedSince(wallet.provider(), day, midnight)) {
                reconciliation.compare(wallet.provider(), day);
            }
        } catch (RuntimeException e) { // the network, the wallet or the database; the next hour tries again
            LOG.warn("TKL-1307 wallet {}, {}: not reconciled, {}", wallet.provider(), day, e.toString());
        }
    }

    private void pull(Wallet wallet, LocalDate day) {
        if (wallet.capabilities().contains(Wallet.Capability.STATEMENT)
                && !reconciliation.isToldWhole(wallet.provider(), day)) {
            Statements.Result result = statements.pull(wallet, day, AuditEvent.SYSTEM);
            if (result.taken().isEmpty()) {
                LOG.error(
                        "TKL-1308 wallet {}, {}: its statement is refused, {}",
                        wallet.provider(),
                        day,
                        result.faults().get(0).what());
            }
        }
    }
}
