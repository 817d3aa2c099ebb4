package io.tokenline.vending;

import io.tokenline.Money;
import io.tokenline.Outcome;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterAccount;
import io.tokenline.tariff.Breakdown;
import io.tokenline.tariff.ReceiptLine;
import io.tokenline.tariff.Situation;
import io.tokenline.tariff.Tariff;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What an amount buys for a meter, under the version of its tariff that held when it was asked for.
 *
 * @param meter who gets the energy
 * @param amount what the customer typed
 * @param priced that version
 * @param account how the meter stood
 * @param situation the same as the tariff takes it
 * @param breakdown units and receipt lines
 */
public record Quote(
        Meter meter, Money amount, Tariff priced, MeterAccount account, Situation situation, Breakdown breakdown) {

    /** Lines whose money buys no energy. */
    private static final Set<ReceiptLine.Kind> CHARGES =
            EnumSet.of(ReceiptLine.Kind.DEBT, ReceiptLine.Kind.PER_MONTH, ReceiptLine.Kind.FEE);

    /** A quote, or why there is none. */
    public sealed interface Result {

        /** It can be confirmed. */
        record Quoted(Quote quote) implements Result {}

        /**
         * It cannot.
         *
         * @param outcome MAINTENANCE, TARIFF_MISSING, AMOUNT_INVALID, AMOUNT_TOO_LOW, AMOUNT_TOO_HIGH, WALLET_UNAVAILABLE,
         *     KEY_CHANGE_REFUSED, or why no token could be made, see {@link io.tokenline.token.TokenBean#judge}
         * @param minimum the least that may be paid, or that buys any energy besides what is owed; zero without a tariff
         * @param maximum the most that may be paid; zero without a tariff
         */
        record Refused(Outcome outcome, Money minimum, Money maximum) implements Result {}
    }

    /** Name and version of the tariff. */
    public String tariff() {
        return priced.version();
    }

    /** What the customer pays: the amount, and a channel's fee where the tariff puts it on top. */
    public Money toPay() {
        return Money.of(breakdown.paid(), amount.currency());
    }

    /** Units for people: {@code 14.3}. */
    public String units() {
        return kilowattHours(breakdown.unitsTenths());
    }

    /** What the money pays besides energy and the taxes on it: debts, charges per month, fees. */
    public List<ReceiptLine> charges() {
        return breakdown.lines().stream()
                .filter(line -> CHARGES.contains(line.kind()))
                .toList();
    }

    /** 16 digits that are others where the customer would pay another price, or by another version. */
    public String price() {
        StringBuilder text = new StringBuilder(tariff()).append(' ').append(breakdown.unitsTenths());
        breakdown
                .lines()
                .forEach(line ->
                        text.append('\n').append(line.name()).append(' ').append(line.amount()));
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(text.toString().getBytes(StandardCharsets.UTF_8));
            return String.format("%016x", ByteBuffer.wrap(digest).getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }

    /** Tenths of a kilowatt-hour as people read them: {@code 14.3}. */
    public static String kilowattHours(long tenths) {
        return tenths / 10 + "." + tenths % 10;
    }
}
