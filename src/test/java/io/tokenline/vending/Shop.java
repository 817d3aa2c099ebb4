package io.tokenline.vending;

import io.tokenline.Database;
import io.tokenline.Msisdn;
import io.tokenline.Rooms;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterFixture;
import io.tokenline.payment.FakeWallet;
import io.tokenline.payment.Wallets;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.vault.FieldCipher;
import io.tokenline.vault.VaultException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** A meter that may buy, a phone, a wallet: all that a sale takes. */
public final class Shop {

    static final int SERIAL = 4711;
    /** Who buys. */
    public static final Msisdn PHONE = new Msisdn("254700123456");

    final Database database;
    final Rooms rooms;
    final FakeWallet wallet = new FakeWallet();
    final Vending vending;
    final Meter meter;

    /** Opens over empty tables, with the vending key loaded. */
    public Shop(Database database) {
        this.database = database;
        rooms = new Rooms(database);
        rooms.get(Wallets.class).add(wallet);
        vending = rooms.get(Vending.class);
        meter = MeterFixture.register(rooms, SERIAL);
        MeterFixture.loadKey(rooms);
    }

    /** Its rooms. */
    public Rooms rooms() {
        return rooms;
    }

    /** Its wallet. */
    public FakeWallet wallet() {
        return wallet;
    }

    /** Its meter, as the registry had it when the shop opened. */
    public Meter meter() {
        return meter;
    }

    Quote.Result quoted(String amount) {
        return quoted(meter, amount);
    }

    /** As a customer's step does: the meter is looked up each time. */
    Quote.Result quoted(Meter of, String amount) {
        return vending.quote(MeterFixture.now(rooms, of), PHONE, new BigDecimal(amount));
    }

    Quote quote(String amount) {
        return quote(meter, amount);
    }

    Quote quote(Meter of, String amount) {
        return ((Quote.Result.Quoted) quoted(of, amount)).quote();
    }

    static Sale.Request request(String key) {
        return new Sale.Request(key, Channel.USSD, "sandbox", PHONE, "en");
    }

    /** Confirms a sale; the reference tells it from others. */
    public String sell(String key, String amount) {
        return sell(meter, key, amount);
    }

    /** Confirms a sale for another meter. */
    public String sell(Meter of, String key, String amount) {
        return vending.confirm(request(key), quote(of, amount))
                .sale()
                .orElseThrow()
                .reference();
    }

    /** Sells and takes the money: the SMS that the customer gets. */
    public TokenSms buy(Meter of, String key, String amount) {
        String reference = sell(of, key, amount);
        pay(reference, amount);
        List<String> texts = texts(reference);
        if (texts.size() != 1) {
            throw new AssertionError("one SMS, not " + texts);
        }
        return TokenSms.read(reference, texts.get(0));
    }

    /** The money of a sale is here. */
    public void pay(String reference, String amount) {
        vending.paid(
                reference,
                FakeWallet.kes(new BigDecimal(amount).movePointRight(2).longValueExact()));
    }

    <T> T look(String reference, Function<Sale, T> at) {
        return database.tx(() -> at.apply(database.entities()
                .createQuery("select s from Sale s where s.reference = :reference", Sale.class)
                .setParameter("reference", reference)
                .getSingleResult()));
    }

    /** Has the meter's next token wait so long: its identifiers are an hour and this ahead of the clock. */
    public void keepTokenWaiting(Duration time) {
        long ahead = Duration.ofHours(1).plus(time).toMinutes();
        long minutes = BaseDate.BD2014.minutesUntil(database.clock().instant());
        database.execute("insert into token_identifier (pan, base_date, last_tid) values ('" + meter.pan() + "', '14', "
                + (minutes + ahead) + ")");
    }

    /** Where a sale stands. */
    public SaleState state(String reference) {
        return look(reference, Sale::state);
    }

    /** The texts owed for a sale, in order; those that lie encrypted are opened. */
    public List<String> texts(String reference) {
        return database.tx(() -> {
            List<?> rows = database.entities()
                    .createNativeQuery("select message_key, text, sealed_text from outbox_message"
                            + " where sale_reference = :sale order by id")
                    .setParameter("sale", reference)
                    .getResultList();
            return rows.stream().map(row -> text((Object[]) row)).toList();
        });
    }

    /** Every text that is owed and lies encrypted, opened. */
    public List<String> sealedTexts() {
        return database.tx(() -> {
            List<?> rows = database.entities()
                    .createNativeQuery("select message_key, text, sealed_text from outbox_message"
                            + " where sealed_text is not null order by id")
                    .getResultList();
            return rows.stream().map(row -> text((Object[]) row)).toList();
        });
    }

    private String text(Object[] row) {
        try {
            return row[1] == null
                    ? rooms.get(FieldCipher.class).open("message " + row[0], (byte[]) row[2])
                    : (String) row[1];
        } catch (VaultException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The wallet's reference of a sale. */
    public String attempt(String reference) {
        return database.names("select id from payment_attempt where sale_reference = '" + reference + "'")
                .get(0);
    }
}
