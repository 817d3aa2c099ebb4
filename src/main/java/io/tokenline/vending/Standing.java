package io.tokenline.vending;

import io.tokenline.Money;
import io.tokenline.Settings;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterAccount;
import io.tokenline.metering.MeterAccounts;
import io.tokenline.tariff.Debt;
import io.tokenline.tariff.FreeEnergy;
import io.tokenline.tariff.Situation;
import io.tokenline.tariff.Tariff;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How meters stand in this calendar month of the utility's zone, as tariffs want to know it. */
@ApplicationScoped
class Standing {

    private static final int AVERAGED = 3;

    private final MeterAccounts accounts;
    private final Settings settings;
    private final Clock clock;

    @Inject
    Standing(MeterAccounts accounts, Settings settings, Clock clock) {
        this.accounts = accounts;
        this.settings = settings;
        this.clock = clock;
    }

    /** This month. */
    YearMonth month() {
        return month(clock.instant());
    }

    private YearMonth month(Instant at) {
        return YearMonth.from(at.atZone(settings.timeZone()));
    }

    /** A meter's account of a month. */
    MeterAccount of(Meter meter, YearMonth month) {
        return accounts.of(meter.id(), month);
    }

    /** What of it a tariff needs. */
    Situation situation(Meter meter, MeterAccount account, Tariff tariff) {
        long entitled = Math.max(
                account.freeEntitled(),
                tariff.free().map(FreeEnergy::tenthsAMonth).orElse(0L));
        return new Situation(
                account.units(),
                monthsToCharge(meter, account),
                money(Math.max(0, account.fixedOwed())),
                average(meter, account),
                Math.max(0, entitled - account.freeGiven()),
                account.debts().stream().map(this::debt).toList());
    }

    /** Those since the last one that was charged; for a meter that never was, those since it was entered. */
    private int monthsToCharge(Meter meter, MeterAccount account) {
        YearMonth last =
                account.chargedIn().orElseGet(() -> month(meter.createdAt()).minusMonths(1));
        long months = ChronoUnit.MONTHS.between(last, account.month());
        return Math.toIntExact(Math.max(account.chargedIn().isPresent() ? 0 : 1, months));
    }

    /** Over the months before this one in which the meter was there, three at most. */
    private long average(Meter meter, MeterAccount account) {
        long there = ChronoUnit.MONTHS.between(month(meter.createdAt()), account.month());
        long months = Math.min(AVERAGED, Math.max(there, account.lastThree() > 0 ? 1 : 0));
        return months <= 0 ? Situation.NO_AVERAGE : (account.lastThree() + months / 2) / months;
    }

    private Debt debt(MeterAccount.OpenDebt debt) {
        BigDecimal least = money(debt.least());
        Optional<BigDecimal> most = debt.most().isEmpty()
                ? Optional.empty()
                : Optional.of(money(debt.most().getAsLong()).max(least));
        return new Debt(debt.name(), money(debt.remaining()), money(debt.fixed()), debt.rate(), least, most);
    }

    private BigDecimal money(long minor) {
        return new Money(minor, settings.currency()).amount();
    }
}
