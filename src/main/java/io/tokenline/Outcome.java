package io.tokenline;

/**
 * What became of a request, in one vocabulary for every room; an expected failure is one of these, not an exception. What
 * the customer is told stands in the message templates and menus.
 */
public enum Outcome {
    OK("done"),
    METER_NUMBER_INVALID("no DRN of 11 or 13 digits and no MeterPAN of 18, or a wrong check digit"),
    METER_UNKNOWN("no such meter in the registry"),
    METER_BLOCKED("the meter is blocked in the registry"),
    AMOUNT_INVALID("no amount, or more decimals than the currency has"),
    AMOUNT_TOO_LOW("less than the tariff sells"),
    AMOUNT_TOO_HIGH("more than the tariff sells at once"),
    QUOTE_CHANGED(
            "the meter has bought or paid since the quote, so that the same money buys something else: look again"),
    TARIFF_MISSING("the meter names a tariff of which no version holds today: propose one, or correct the meter"),
    AMOUNT_NOT_WHOLE("the customer's wallet takes whole amounts only"),
    MAINTENANCE("sales are closed in a maintenance window: see the announcements"),
    WALLET_UNAVAILABLE("no wallet serves this phone, or it does not answer"),
    PAYMENT_DECLINED("the wallet declined"),
    PAYMENT_CANCELLED("the customer cancelled"),
    PAYMENT_EXPIRED("no answer to the wallet's prompt in time"),
    PAYMENT_UNKNOWN(
            "the wallet has not said whether it took the money: it is asked on, and the case says what to look at"),
    PAYMENT_NO_FUNDS("the customer has not enough money in his wallet"),
    PAYMENT_WRONG_PIN("the customer's PIN was wrong"),
    PAYMENT_UNREACHABLE("the wallet's prompt did not reach the phone, or nobody answered it"),
    PAYMENT_BUSY("another transaction or an open dialog kept the wallet from asking"),
    PAYMENT_LIMIT("more than the wallet lets the customer spend"),
    PAYMENT_NOT_REGISTERED("the customer has no such wallet"),
    PAYMENT_AMOUNT_MISMATCH("the wallet took another amount than was asked: give it back"),
    PHONE_NOT_REGISTERED("the meter has no registered phone that a token could go to: register one"),
    REFUND_UNSUPPORTED("the wallet gives no money back by itself: give it back by hand"),
    REFUND_NOT_DUE("the payment was not taken, or has bought its token: there is nothing to give back"),
    INTERNAL_ERROR("a fault of the server keeps the token from being made: the log says what (TKL-4011, TKL-4035)"),
    MONEY_NOT_BACK(
            "the money that the case is about is still with us: give it back first (POST /api/refunds, with byHand"
                    + " where somebody pays it out), or have its token made; then the case closes by itself"),
    TOKEN_NOT_DUE(
            "no token is tried again for this sale: it is not paid, has its token or its money goes back, or the money"
                    + " is not its price"),
    WALLET_UNKNOWN("there is no such wallet, or customers cannot begin in it"),
    FLOAT_UNKNOWN("no agent of this name has a float"),
    FLOAT_EXISTS("this name or phone has a float already"),
    REGISTRATION_REFUSED("the wallet did not take our addresses: the log says why"),
    REFUND_REFUSED("the wallet refused to give the money back"),
    KEY_NOT_LOADED("no vending key is loaded for the meter's supply group and key revision: propose its import"),
    KEY_MISMATCH("the vending key has another type, algorithm, derivation or base date than the meter in the registry:"
            + " correct whichever is wrong"),
    KEY_EXPIRED("the vending key has expired (KEN, issue-until, or the TIDs of its base date are used up): load its"
            + " successor and set it as the meters' key target"),
    KEY_NOT_ACTIVE("the active-from of the vending key, or its base date, lies in the future"),
    KEY_WITHDRAWN("the vending key was withdrawn: load its successor and set it as the meters' key target"),
    KEY_NOT_ALLOWED("the vending key may not make this kind of token: a default key makes no credit, and the key's list"
            + " of sub-classes says the rest"),
    KEY_CHANGE_REFUSED("the meter's key is behind its target and its supply group is set to REFUSE: change the meter's"
            + " key by hand or set the group to AUTO"),
    KEY_CHANGE_BACKWARDS("a key change never goes back to an earlier base date: correct the meter's key target"),
    KEY_CHANGE_UNKNOWN("the meter has no key change that could be sent again or taken back"),
    STA_TABLES_MISSING("meters with EA 07 need the licensed STA tables: name the file in TOKENLINE_STA_TABLES"),
    TOKEN_LIMIT("more units than the vending key allows in one token"),
    DAY_LIMIT(
            "the vending key's units of the day (UTC) are used up: tokens go on tomorrow, or import the key again with"
                    + " a higher limit"),
    AMOUNT_NOT_ENCODABLE("more units than a token can carry"),
    TID_WAIT("the meter's TIDs have run an hour ahead of the clock; the token is made later"),
    VAULT_CLOSED("the key store is closed or a record in it is damaged: the readiness check says why"),
    KEY_WEAK("the key has wrong parity or is a weak key: type it again from the key letter"),
    KEY_LENGTH("the key has another length than its derivation takes: 8 bytes for DKGA 02, 20 for DKGA 04"),
    KEY_EXISTS("another key is loaded under this supply group and revision: withdraw it first"),
    VALUE_INVALID("the value is out of range for this kind of token"),
    REQUEST_UNKNOWN("there is no such request"),
    TOKEN_UNKNOWN("no token with these digits was sold to this phone or for its meter"),
    TOO_MANY("asked too often: wait and ask again"),
    PROPOSAL_UNKNOWN("there is no such proposal"),
    PERSON_UNKNOWN("nobody of this name is entered"),
    PERSON_INVALID("the name cannot be a person's, or the person would have no role"),
    PASSWORD_INVALID("the password is too short or too long, or a new person has none"),
    LINK_UNKNOWN("there is no link of this name"),
    LINK_INVALID("the name cannot be a link's: it has 1 to 15 small letters, digits, dashes or underscores"),
    OPERATOR_NAME_TAKEN("an operator account or a link has this name: every way to an operator has its own"),
    ACCOUNT_UNKNOWN("there is no such operator account"),
    ACCOUNT_INVALID("a system_id has 1 to 15 printable ASCII characters and no space"),
    AGGREGATOR_UNKNOWN("there is no aggregator of this name"),
    AGGREGATOR_INVALID(
            "the name cannot be an aggregator's: it has 1 to 24 small letters, digits, dashes or underscores"),
    PROFILE_INVALID("there is no aggregator profile of this name"),
    TARIFF_UNKNOWN("there is no such version of a tariff"),
    TARIFF_EXISTS(
            "there is a version of this name already, and what a version says never changes: send another version"),
    TARIFF_CURRENCY("the tariff is in another currency than TOKENLINE_CURRENCY"),
    TARIFF_BACKDATED("the first day of the tariff lies in the past, where another version of it has been sold by:"
            + " only the first version of a tariff may begin there"),
    TARIFF_IN_FORCE("the version has begun: only one whose first day is still to come is withdrawn; send a newer one"),
    SAME_PERSON("somebody else has to decide: it takes two persons"),
    DIFFERENCE_UNKNOWN("there is no difference of this number"),
    DIFFERENCES_OPEN("differences of this day are open: resolve them first"),
    DIFFERENCES_TOO_MANY("over 10,000 differences: this is another account's statement, or a part of one"),
    DAY_NOT_OVER("the day is not over"),
    STATEMENT_MISSING("no statement tells of this day: send it, or have the wallet list it"),
    STATEMENT_INCOMPLETE(
            "statements tell of a part of this day only: send the rest, or the day's statement with ?day="),
    ALREADY_DECIDED("it was decided before"),
    METER_REPLACED("another meter hangs in its place: it never buys again"),
    METER_EXISTS("the registry has this meter already"),
    ACCOUNT_TAKEN("another customer has this account: correct whichever is wrong"),
    DEBT_UNKNOWN("the meter has no debt of this name"),
    DEBT_EXISTS("the meter has a debt of this name: adjust it"),
    SALE_UNDER_WAY("a sale to the meter is being paid for: ask again when it has come to its end"),
    IMPORT_RUNNING("one file of meters is taken in at a time: see /api/meters/imports"),
    FILE_TOO_LARGE("the file is longer than TOKENLINE_IMPORT_MEGABYTES allows: send it in parts");

    private final String explanation;

    Outcome(String explanation) {
        this.explanation = explanation;
    }

    /** What it means and what to do, for an operator. */
    public String explanation() {
        return explanation;
    }
}
