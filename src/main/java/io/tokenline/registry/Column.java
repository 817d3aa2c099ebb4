package io.tokenline.registry;

import java.util.Locale;

/** The columns of a file of meters, in the order in which they are handed out; {@code registry.md} says what goes into each. */
public enum Column {
    DRN,
    ACCOUNT,
    NAME,
    SUPPLY_GROUP,
    TARIFF_INDEX,
    KEY_REVISION,
    KEY_TYPE,
    ALGORITHM,
    DKGA,
    BASE_DATE,
    TARIFF,
    GROUP,
    PHONES,
    STATUS,
    BLOCK_REASON,
    HIDDEN,
    FREE_UNITS,
    TARGET_SUPPLY_GROUP,
    TARGET_TARIFF_INDEX,
    TARGET_KEY_REVISION,
    LAST_TID,
    MONTH,
    MONTH_UNITS,
    MONTH_FIXED_OWED,
    MONTH_FREE_UNITS,
    DEBTS,
    REPLACED_BY;

    /** What empties a group, a target, the phones or the debts; an empty cell leaves them as they are. */
    static final String NONE = "-";

    /** Between the phones, and between the debts, of one cell. */
    static final char BAR = '|';

    /** Between the parts of a debt. */
    static final char COLON = ':';

    /** Its name in the first line of a file. */
    public String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
