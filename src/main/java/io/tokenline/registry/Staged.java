package io.tokenline.registry;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The columns of the table that rows of a file wait in; null where a row does not say. */
enum Staged {
    PAN("varchar(18)"),
    DRN("varchar(13)"),
    ACCOUNT("varchar(40)"),
    /** Sealed. */
    NAME("varchar(700)"),
    SUPPLY_GROUP_CODE("varchar(6)"),
    TARIFF_INDEX("smallint"),
    KEY_REVISION("smallint"),
    KEY_TYPE("smallint"),
    ALGORITHM("smallint"),
    DKGA("smallint"),
    BASE_DATE("varchar(2)"),
    TARIFF("varchar(40)"),
    /** Empty: none from now on. */
    METER_GROUP("varchar(40)"),
    STATUS("varchar(16)"),
    BLOCK_REASON("varchar(200)"),
    HIDDEN("boolean"),
    FREE_TENTHS("bigint"),
    /** Empty: none from now on. */
    TARGET_SUPPLY_GROUP_CODE("varchar(6)"),
    TARGET_TARIFF_INDEX("smallint"),
    TARGET_KEY_REVISION("smallint"),
    LAST_TID("integer"),
    CALENDAR_MONTH("date"),
    UNITS_TENTHS("bigint"),
    FIXED_OWED_MINOR("bigint"),
    MONTH_FREE_TENTHS("bigint"),
    /** Whether the row names all phones, which may be none. */
    SAYS_PHONES("boolean"),
    /** Whether the row names all debts, which may be none. */
    SAYS_DEBTS("boolean"),
    REPLACED_BY_PAN("varchar(18)");

    private final String type;

    Staged(String type) {
        this.type = type;
    }

    /** Its name in the table. */
    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** All names, as a statement lists them. */
    static String columns() {
        return Arrays.stream(values()).map(Staged::column).collect(Collectors.joining(", "));
    }

    /** All names with their types, as a table is defined. */
    static String definitions() {
        return Arrays.stream(values())
                .map(column -> column.column() + " " + column.type)
                .collect(Collectors.joining(", "));
    }
}
