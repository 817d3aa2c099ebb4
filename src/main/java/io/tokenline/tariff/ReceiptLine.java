package io.tokenline.tariff;

import java.math.BigDecimal;

/**
 * One line of a receipt.
 *
 * @param kind what its money is for
 * @param title its name, in each language that has one
 * @param amount in the currency's main unit; never zero
 */
public record ReceiptLine(Kind kind, Title title, BigDecimal amount) {

    /** What a line's money is for; reports add up by it. */
    public enum Kind {
        /** The energy itself. */
        ENERGY,
        /** A levy on each kilowatt-hour. */
        PER_KWH,
        /** A tax or levy in per cent of other lines. */
        PERCENT,
        /** A charge that falls due once a calendar month. */
        PER_MONTH,
        /** What the channel costs. */
        FEE,
        /** A debt that is paid off. */
        DEBT
    }

    /** The name that tariff files and tests call the line by. */
    public String name() {
        return title.name();
    }

    /** What the customer reads. */
    public String name(String language) {
        return title.in(language);
    }
}
