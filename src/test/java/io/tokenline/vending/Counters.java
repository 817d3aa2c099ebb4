package io.tokenline.vending;

import io.tokenline.Database;
import java.util.ArrayList;
import java.util.List;

/** Whether the counters of months and debts are what the sales that hold something of them add up to. */
final class Counters {

    private static final String SALES =
            " from sale s where s.held and s.meter_id = m.meter_id and s.calendar_month = m.calendar_month";

    private static final List<String> WRONG = List.of(
            "units_tenths <> (select coalesce(sum(s.counted_tenths), 0)" + SALES + ")",
            "free_tenths <> (select coalesce(sum(s.free_tenths), 0)" + SALES + ")",
            "sales <> (select count(*)" + SALES + ")",
            "fixed_owed_minor <> (select sum(c.fixed_charged_minor) from meter_month c where c.meter_id = m.meter_id"
                    + " and c.calendar_month <= m.calendar_month) - (select coalesce(sum(s.fixed_held_minor), 0) from sale s"
                    + " where s.held and s.meter_id = m.meter_id and s.calendar_month <= m.calendar_month)",
            "not charged and sales > 0");

    private Counters() {}

    /**
     * What is wrong; nothing where all is well.
     *
     * @param debt what each debt was when it was entered
     */
    static List<String> wrong(Database database, long debt) {
        List<String> found = new ArrayList<>();
        for (String wrong : WRONG) {
            if (database.count("select count(*) from meter_month m where " + wrong) > 0) {
                found.add(wrong);
            }
        }
        if (database.count("select count(*) from debt d where remaining_minor <> " + debt
                        + " - (select coalesce(sum(p.held_minor), 0) from sale_debt p where p.debt_id = d.id)")
                > 0) {
            found.add("debts");
        }
        return found;
    }
}
