package io.tokenline.registry;

import io.tokenline.Msisdn;
import io.tokenline.metering.Meter;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.MeterPan;
import io.tokenline.token.sts.TokenIdentifier;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Reads the rows of a file: what a single row can have wrong is found here, and everything of it. */
final class RowReader {

    private static final String CHECK = "compare it with the number on the meter's face";
    private static final String ENERGY = "write kilowatt-hours of 0 or more with one decimal at most, such as 50.0";
    private static final Duration AHEAD = Duration.ofDays(1);
    private static final int DRN_MIN = 11;

    private static final String SIX = "write six digits, leading zeros too";
    private static final Pattern SIX_DIGITS = Pattern.compile("[0-9]{6}");
    private static final Pattern KEY_TYPES = Pattern.compile("[12]");
    private static final Pattern ALGORITHMS = Pattern.compile("0?7|11");
    private static final Pattern DKGAS = Pattern.compile("0?[24]");
    private static final Pattern BASE_DATES = Pattern.compile("93|14|35");
    private static final Pattern STATES = Pattern.compile("(?i)active|blocked");

    private static final Map<String, Boolean> TRUTHS = Map.of("true", true, "yes", true, "false", false, "no", false);

    private final Header header;
    private final String countryCode;
    private final Currency currency;
    private final Instant now;
    private final YearMonth month;
    private final Consumer<RowFault> faults;

    /**
     * For one file.
     *
     * @param now no TID lies much later
     * @param month the running one
     * @param faults hears of each
     */
    RowReader(
            Header header,
            String countryCode,
            Currency currency,
            Instant now,
            YearMonth month,
            Consumer<RowFault> faults) {
        this.header = header;
        this.countryCode = countryCode;
        this.currency = currency;
        this.now = now;
        this.month = month;
        this.faults = faults;
    }

    /** Reads a row; empty where it has a fault, of which it has told. */
    Optional<StagedRow> read(long line, List<String> cells) {
        Cells row = new Cells(header, line, cells, faults);
        if (!row.isWhole()) {
            return Optional.empty();
        }
        StagedRow staged = new StagedRow(line);
        number(row, staged);
        customer(row, staged);
        key(row, staged);
        place(row, staged);
        status(row, staged);
        target(row, staged);
        lastTid(row, staged);
        month(row, staged);
        row.value(Column.PHONES).ifPresent(text -> phones(row, text, staged));
        row.value(Column.DEBTS).ifPresent(text -> debts(row, text, staged));
        return row.isSound() ? Optional.of(staged) : Optional.empty();
    }

    private static void number(Cells row, StagedRow staged) {
        Optional<String> typed = row.value(Column.DRN);
        if (typed.isEmpty()) {
            row.wrong(Column.DRN, "the row has no meter number", "write the 11 or 13 digits on the meter's face");
            return;
        }
        Optional<MeterPan> pan = pan(row, Column.DRN, typed.get());
        staged.put(Staged.PAN, pan.map(MeterPan::digits).orElse(null));
        staged.put(Staged.DRN, pan.map(number -> number.drn().digits()).orElse(null));
    }

    private static Optional<MeterPan> pan(Cells row, Column column, String typed) {
        Optional<MeterPan> pan = MeterPan.parse(typed);
        if (pan.isEmpty() && typed.matches("[0-9]{11}|[0-9]{13}|[0-9]{18}")) {
            row.wrong(column, "the check digit does not hold", CHECK);
        } else if (pan.isEmpty() && typed.matches("[0-9]{1,12}") && typed.length() < DRN_MIN) {
            row.wrong(
                    column,
                    "a meter number has 11 or 13 digits",
                    "format the column as text: spreadsheets drop a leading 0");
        } else if (pan.isEmpty()) {
            row.wrong(column, "this is no meter number", "write the 11 or 13 digits on the meter's face");
        }
        return pan;
    }

    private static void customer(Cells row, StagedRow staged) {
        row.text(Column.ACCOUNT, 40).ifPresent(text -> staged.put(Staged.ACCOUNT, text));
        row.text(Column.NAME, 120).ifPresent(text -> staged.put(Staged.NAME, text));
    }

    private static void key(Cells row, StagedRow staged) {
        row.matching(Column.SUPPLY_GROUP, SIX_DIGITS, SIX)
                .ifPresent(text -> staged.put(Staged.SUPPLY_GROUP_CODE, text));
        row.number(Column.TARIFF_INDEX, 0, 99).ifPresent(number -> staged.put(Staged.TARIFF_INDEX, number));
        row.number(Column.KEY_REVISION, 1, 9).ifPresent(number -> staged.put(Staged.KEY_REVISION, number));
        row.matching(Column.KEY_TYPE, KEY_TYPES, "write 2 (unique key) or 1 (default key)")
                .ifPresent(text -> staged.put(Staged.KEY_TYPE, Integer.valueOf(text)));
        row.matching(Column.ALGORITHM, ALGORITHMS, "write 7 (STA) or 11 (MISTY1)")
                .ifPresent(text -> staged.put(Staged.ALGORITHM, Integer.valueOf(text)));
        row.matching(Column.DKGA, DKGAS, "write 2 or 4")
                .ifPresent(text -> staged.put(Staged.DKGA, Integer.valueOf(text)));
        row.matching(Column.BASE_DATE, BASE_DATES, "write 93, 14 or 35")
                .ifPresent(text -> staged.put(Staged.BASE_DATE, text));
        if (Integer.valueOf(2).equals(staged.value(Staged.DKGA))
                && Integer.valueOf(11).equals(staged.value(Staged.ALGORITHM))) {
            row.wrong(Column.DKGA, "DKGA 2 makes keys for algorithm 7 only", "write 4, or algorithm 7");
        }
    }

    private static void place(Cells row, StagedRow staged) {
        row.text(Column.TARIFF, 40).ifPresent(text -> staged.put(Staged.TARIFF, text));
        row.text(Column.GROUP, 40).ifPresent(text -> staged.put(Staged.METER_GROUP, orEmpty(text)));
        row.value(Column.HIDDEN).map(text -> text.toLowerCase(Locale.ROOT)).ifPresent(text -> {
            if (TRUTHS.containsKey(text)) {
                staged.put(Staged.HIDDEN, TRUTHS.get(text));
            } else {
                row.wrong(Column.HIDDEN, "this is neither yes nor no", "write true or false");
            }
        });
        row.amount(Column.FREE_UNITS, Figures::tenths, ENERGY)
                .ifPresent(tenths -> staged.put(Staged.FREE_TENTHS, tenths));
    }

    private static String orEmpty(String text) {
        return text.equals(Column.NONE) ? "" : text;
    }

    private static void status(Cells row, StagedRow staged) {
        row.matching(Column.STATUS, STATES, "write ACTIVE or BLOCKED")
                .ifPresent(text -> staged.put(Staged.STATUS, text.toUpperCase(Locale.ROOT)));
        boolean blocked = Meter.Status.BLOCKED.name().equals(staged.value(Staged.STATUS));
        row.text(Column.BLOCK_REASON, 200).ifPresent(text -> {
            staged.put(Staged.BLOCK_REASON, text);
            if (!blocked) {
                row.wrong(
                        Column.BLOCK_REASON, "a meter that is not blocked has a reason for it", "write status BLOCKED");
            }
        });
        row.value(Column.REPLACED_BY)
                .flatMap(text -> pan(row, Column.REPLACED_BY, text))
                .ifPresent(pan -> {
                    staged.put(Staged.REPLACED_BY_PAN, pan.digits());
                    if (!blocked || staged.same(Staged.REPLACED_BY_PAN, Staged.PAN)) {
                        row.wrong(
                                Column.REPLACED_BY,
                                "only a blocked meter is replaced, and by another one",
                                "write status BLOCKED and the number of the meter that hangs in its place");
                    }
                });
    }

    /** A target that is reached already is none. */
    private static void target(Cells row, StagedRow staged) {
        Optional<String> group = row.value(Column.TARGET_SUPPLY_GROUP);
        if (group.filter(Column.NONE::equals).isPresent()) {
            staged.put(Staged.TARGET_SUPPLY_GROUP_CODE, "");
            return;
        }
        row.matching(Column.TARGET_SUPPLY_GROUP, SIX_DIGITS, SIX)
                .ifPresent(text -> staged.put(Staged.TARGET_SUPPLY_GROUP_CODE, text));
        row.number(Column.TARGET_TARIFF_INDEX, 0, 99)
                .ifPresent(number -> staged.put(Staged.TARGET_TARIFF_INDEX, number));
        row.number(Column.TARGET_KEY_REVISION, 1, 9)
                .ifPresent(number -> staged.put(Staged.TARGET_KEY_REVISION, number));
        boolean sound = staged.says(Staged.TARGET_SUPPLY_GROUP_CODE) == staged.says(Staged.TARGET_TARIFF_INDEX)
                && staged.says(Staged.TARGET_TARIFF_INDEX) == staged.says(Staged.TARGET_KEY_REVISION);
        if (!sound && row.isSound()) {
            row.wrong(
                    Column.TARGET_SUPPLY_GROUP,
                    "a target has a supply group, a tariff index and a key revision",
                    "write all three, or none, or - as the supply group");
        }
        if (staged.same(Staged.TARGET_SUPPLY_GROUP_CODE, Staged.SUPPLY_GROUP_CODE)
                && staged.same(Staged.TARGET_TARIFF_INDEX, Staged.TARIFF_INDEX)
                && staged.same(Staged.TARGET_KEY_REVISION, Staged.KEY_REVISION)) {
            staged.put(Staged.TARGET_SUPPLY_GROUP_CODE, "");
            staged.put(Staged.TARGET_TARIFF_INDEX, null);
            staged.put(Staged.TARGET_KEY_REVISION, null);
        }
    }

    private void lastTid(Cells row, StagedRow staged) {
        row.number(Column.LAST_TID, 0, 0xFFFFFF).ifPresent(minutes -> {
            staged.put(Staged.LAST_TID, minutes);
            if (staged.value(Staged.BASE_DATE) instanceof String baseDate
                    && new TokenIdentifier(BaseDate.ofCode(baseDate), minutes)
                            .minute()
                            .isAfter(now.plus(AHEAD))) {
                row.wrong(
                        Column.LAST_TID,
                        "this minute lies in the future",
                        "write whole minutes from the base date, as the old system counted them");
            }
        });
    }

    private void month(Cells row, StagedRow staged) {
        row.amount(Column.MONTH_UNITS, Figures::tenths, ENERGY)
                .ifPresent(tenths -> staged.put(Staged.UNITS_TENTHS, tenths));
        row.amount(Column.MONTH_FIXED_OWED, text -> Figures.minor(text, currency), money())
                .ifPresent(minor -> staged.put(Staged.FIXED_OWED_MINOR, minor));
        row.amount(Column.MONTH_FREE_UNITS, Figures::tenths, ENERGY)
                .ifPresent(tenths -> staged.put(Staged.MONTH_FREE_TENTHS, tenths));
        boolean said = staged.says(Staged.UNITS_TENTHS)
                || staged.says(Staged.FIXED_OWED_MINOR)
                || staged.says(Staged.MONTH_FREE_TENTHS);
        Optional<YearMonth> named = row.value(Column.MONTH).flatMap(text -> named(row, text));
        if (said) {
            LocalDate first = named.orElse(month).atDay(1);
            staged.put(Staged.CALENDAR_MONTH, first);
        }
    }

    private Optional<YearMonth> named(Cells row, String text) {
        try {
            YearMonth named = YearMonth.parse(text);
            if (!named.isAfter(month) && named.isAfter(month.minusYears(10))) {
                return Optional.of(named);
            }
        } catch (DateTimeException e) {
            // told below, as a month that cannot be
        }
        row.wrong(Column.MONTH, "this is no month up to the running one", "write it as " + month);
        return Optional.empty();
    }

    private String money() {
        return "write an amount of 0 or more in " + currency + ", such as " + Figures.money(150_000, currency);
    }

    private void phones(Cells row, String text, StagedRow staged) {
        SortedSet<Msisdn> phones = new TreeSet<>();
        List<String> typed = text.equals(Column.NONE) ? List.of() : Cells.split(text, Column.BAR);
        for (String one : typed) {
            Optional<Msisdn> phone = Msisdn.parse(one, countryCode);
            if (phone.isEmpty()) {
                String advice = one.indexOf('*') < 0
                        ? "write 07… or 254…, several with a | between them, or - for none"
                        : "have it handed out again by somebody who may see phone numbers";
                row.wrong(Column.PHONES, "this is no phone number", advice);
                return;
            }
            phones.add(phone.get());
        }
        if (phones.size() > Meter.PHONES_MAX) {
            row.wrong(Column.PHONES, "there are too many phones", "write " + Meter.PHONES_MAX + " at most");
        }
        staged.call(phones);
    }

    private void debts(Cells row, String text, StagedRow staged) {
        try {
            staged.owe(text.equals(Column.NONE) ? List.of() : DebtCell.read(text, currency));
        } catch (IllegalArgumentException e) {
            row.wrong(Column.DEBTS, String.valueOf(e.getMessage()), DebtCell.ADVICE);
        }
    }
}
