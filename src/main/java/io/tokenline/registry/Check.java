package io.tokenline.registry;

/** What only shows when the rows of a file are compared with each other and with the registry. */
enum Check {
    DUPLICATE(RowFault.Kind.FAULT, "the same meter stands in another row, line %d", "leave one of the rows out"),
    MISSING(
            RowFault.Kind.FAULT,
            "a meter that the registry does not have yet needs this",
            "add the column, or fill the cell"),
    CIPHER(
            RowFault.Kind.FAULT,
            "DKGA 2 makes keys for algorithm 7 only, and the registry has the other half",
            "write both algorithm and dkga"),
    ACCOUNT_NAME(
            RowFault.Kind.FAULT,
            "another row of this account has another name, line %d",
            "write the same name in every row of an account"),
    CUSTOMER_NAME(
            RowFault.Kind.FAULT,
            "another row of the same customer has another name, line %d",
            "write the same name, or an account for each customer"),
    CUSTOMER_ACCOUNT(
            RowFault.Kind.FAULT,
            "another row of the same customer has another account, line %d",
            "write the same account, or change them one at a time"),
    REPLACED_UNKNOWN(
            RowFault.Kind.FAULT,
            "neither the registry nor this file has the meter that hangs in its place",
            "add a row for that meter"),
    REPLACED_ACTIVE(
            RowFault.Kind.FAULT, "another meter hangs in its place: it never buys again", "leave its status BLOCKED"),
    KEYS_LEFT(
            RowFault.Kind.NOTICE,
            "the registry has other key parameters; they were left as they are",
            "send the file with keys=true to change them"),
    KEYS_CHANGED(RowFault.Kind.NOTICE, "the key parameters are those of the file from now on", "nothing"),
    TID_KEPT(
            RowFault.Kind.NOTICE,
            "the registry knows a later TID; it was left as it is",
            "nothing: a TID never goes back"),
    NO_KEY(
            RowFault.Kind.NOTICE,
            "no vending key is loaded for the supply group and key revision of %d new meters",
            "load it before they are to buy");

    private final RowFault.Kind kind;
    private final String reason;
    private final String advice;

    Check(RowFault.Kind kind, String reason, String advice) {
        this.kind = kind;
        this.reason = reason;
        this.advice = advice;
    }

    /** In words; the number goes where the reason has room for one. */
    RowFault told(long line, String column, long number) {
        return new RowFault(line, kind, column, String.format(reason, number), advice);
    }

    boolean isFault() {
        return kind == RowFault.Kind.FAULT;
    }
}
