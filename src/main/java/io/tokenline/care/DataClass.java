package io.tokenline.care;

/**
 * Data that is kept equally long, in the order in which it is cleared.
 *
 * @see Retention
 */
public enum DataClass {
    /** The texts of SMS that are over, and whom they went to. */
    TEXTS("outbox_message", "created_at", "and next_at is null"),
    /** What wallets told, once it is acted on. */
    CALLBACKS("payment_callback", "received_at", "and next_at is null"),
    /** The phones of sales and of their payments. */
    SALES("sale", "created_at", ""),
    /** The phones of those who reported a fault. */
    REPORTS("trouble", "created_at", ""),
    /** The phones that engineering tokens went to. */
    REQUESTS("engineering_request", "proposed_at", ""),
    /** What silent phones call their meters. */
    SAVED_METERS("saved_meter", "changed_at", ""),
    /** The languages of silent phones. */
    LANGUAGES("subscriber", "changed_at", "");

    private final String table;
    private final String age;
    private final String over;

    DataClass(String table, String age, String over) {
        this.table = table;
        this.age = age;
        this.over = over;
    }

    String table() {
        return table;
    }

    /** The next rows that are too old and over, and not cleared yet: numbers say nothing of their age, servers take them in blocks. */
    String next(String columns) {
        return "select " + columns + " from " + table + " where cleared = false and " + age + " < :before " + over
                + " fetch first " + Retention.BATCH + " rows only";
    }

    /** Rows of phones that have neither bought nor told us anything for so long. */
    String silent(String columns) {
        return "select " + columns + " from " + table + " t where " + age + " < :before and not exists"
                + " (select 1 from sale s where s.msisdn = t.msisdn and s.created_at >= :before)"
                + " fetch first " + Retention.BATCH + " rows only";
    }
}
