package io.tokenline.vending;

import io.tokenline.metering.MeterAccount;
import io.tokenline.tariff.Breakdown;
import io.tokenline.tariff.DebtPayment;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embeddable;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a sale takes of its meter's month, fixed charges and debts, and whether it holds that now; kept with the sale, so
 * that exactly this goes back, once.
 */
@Embeddable
class Holding {

    /**
     * A part of a debt.
     *
     * @param debtId its row
     * @param paidMinor as the receipt says
     * @param heldMinor what of it counts now; less where others paid the debt off meanwhile
     */
    @Embeddable
    record DebtPart(
            @Column(name = "debt_id") long debtId,
            @Column(name = "paid_minor") long paidMinor,
            @Column(name = "held_minor") long heldMinor) {}

    private static final long WATT_HOURS_A_TENTH = 100;

    @Column(name = "calendar_month")
    private @Nullable LocalDate month;

    private boolean held;

    @Column(name = "counted_tenths")
    private long countedTenths;

    @Column(name = "free_tenths")
    private long freeTenths;

    @Column(name = "fixed_charged_minor")
    private long fixedChargedMinor;

    @Column(name = "fixed_paid_minor")
    private long fixedPaidMinor;

    @Column(name = "fixed_held_minor")
    private long fixedHeldMinor;

    @ElementCollection
    @CollectionTable(name = "sale_debt", joinColumns = @JoinColumn(name = "sale_id"))
    @OrderColumn(name = "position")
    private List<DebtPart> debts = new ArrayList<>();

    /** For the persistence provider. */
    protected Holding() {}

    /** All that a quote takes; it is held. */
    Holding(Quote quote) {
        Breakdown breakdown = quote.breakdown();
        int scale = quote.amount().currency().getDefaultFractionDigits();
        month = quote.account().month().atDay(1);
        held = true;
        countedTenths = quote.priced().countedTenths(breakdown);
        freeTenths = breakdown.freeWattHours() / WATT_HOURS_A_TENTH;
        fixedPaidMinor = minor(breakdown.fixedPaid(), scale);
        fixedHeldMinor = fixedPaidMinor;
        // a charge before tax may have more decimals than money: what is owed is kept in whole cents, rounded down
        fixedChargedMinor = minor(breakdown.fixedOwedAfter(), scale)
                + fixedPaidMinor
                - quote.account().fixedOwed();
        for (DebtPayment paid : breakdown.debtsPaid()) {
            long part = minor(paid.amount(), scale);
            debts.add(new DebtPart(row(quote.account(), paid.name()), part, part));
        }
    }

    private static long row(MeterAccount account, String name) {
        return account.debts().stream()
                .filter(debt -> debt.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }

    private static long minor(BigDecimal amount, int scale) {
        return amount.movePointRight(scale).setScale(0, RoundingMode.DOWN).longValueExact();
    }

    boolean isHeld() {
        return held;
    }

    /** The month that it counts in; empty for sales from before months were counted. */
    Optional<YearMonth> month() {
        return Optional.ofNullable(month).map(YearMonth::from);
    }

    /** What it changes in its month now. */
    MeterAccount.Change change() {
        return new MeterAccount.Change(countedTenths, freeTenths, fixedChargedMinor, fixedHeldMinor);
    }

    /** What it was to change in its month. */
    MeterAccount.Change quoted() {
        return new MeterAccount.Change(countedTenths, freeTenths, fixedChargedMinor, fixedPaidMinor);
    }

    List<DebtPart> debts() {
        return List.copyOf(debts);
    }

    /** What it paid of charges that others had paid meanwhile, in minor units. */
    long excessMinor() {
        long paid =
                fixedPaidMinor + debts.stream().mapToLong(DebtPart::paidMinor).sum();
        long counts =
                fixedHeldMinor + debts.stream().mapToLong(DebtPart::heldMinor).sum();
        return held ? paid - counts : 0;
    }

    void givenBack() {
        held(false, 0, debts.stream().map(part -> 0L).toList());
    }

    /**
     * It counts again.
     *
     * @param fixedMinor of fixed charges
     * @param debtsMinor of each debt, in their order
     */
    void takenAgain(long fixedMinor, List<Long> debtsMinor) {
        held(true, fixedMinor, debtsMinor);
    }

    private void held(boolean now, long fixedMinor, List<Long> debtsMinor) {
        held = now;
        fixedHeldMinor = fixedMinor;
        for (int i = 0; i < debts.size(); i++) {
            DebtPart part = debts.get(i);
            debts.set(i, new DebtPart(part.debtId(), part.paidMinor(), debtsMinor.get(i)));
        }
    }
}
