package io.tokenline.registry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterFixture;
import io.tokenline.metering.Subscribers;
import io.tokenline.metering.Trouble;
import io.tokenline.payment.Callbacks;
import io.tokenline.payment.FakeWallet;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.vault.FirstSealing;
import io.tokenline.vending.Engineering;
import io.tokenline.vending.EngineeringKind;
import io.tokenline.vending.Purchases;
import io.tokenline.vending.SaleFilter;
import io.tokenline.vending.SaleState;
import io.tokenline.vending.Sales;
import io.tokenline.vending.Shop;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whoever has the database and not the key store reads nobody's phone, name or token there; the server finds them all. */
abstract class PersonalDataContract {

    private static final int METERS = 20;
    private static final Msisdn OWNER = new Msisdn("254711222333");
    private static final Msisdn STRANGER = new Msisdn("254733444555");
    private static final Pattern TOKEN = Pattern.compile("(?<![0-9A-Za-z])[0-9]{20}(?![0-9A-Za-z])");
    private static final List<String> COLUMNS = List.of(
            "sale.msisdn",
            "payment_attempt.msisdn",
            "outbox_message.msisdn",
            "subscriber.msisdn",
            "saved_meter.msisdn",
            "trouble.msisdn",
            "meter_phone.msisdn",
            "engineering_request.msisdn",
            "customer.name",
            "payment_callback.body");

    private final Database database;
    private final Shop shop;
    private final Rooms rooms;

    PersonalDataContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.rooms = shop.rooms();
    }

    /** A bit of everything that leaves a person's trace. */
    private void live() {
        imports();
        String bought = shop.sell("dial 1", "200");
        tell("W1 PAID", FakeWallet.paid(shop.attempt(bought), 200_00));
        assertEquals(SaleState.TOKEN_ISSUED, shop.state(bought));
        String refused = shop.sell("dial 2", "200");
        tell("W1 FAILED", FakeWallet.failed(shop.attempt(refused), Outcome.PAYMENT_DECLINED));
        tell("orphan", "{\"PhoneNumber\":" + STRANGER.digits() + ",\"FirstName\":\"Wekesa\"}");
        Subscribers subscribers = rooms.get(Subscribers.class);
        subscribers.speak(Shop.PHONE, "sw");
        subscribers.name(Shop.PHONE, shop.meter(), "Home");
        assertTrue(subscribers
                .report(Shop.PHONE, Optional.empty(), Trouble.Fault.OTHER)
                .isPresent());
        Meter owned = MeterFixture.register(rooms, MeterFixture.parameters(815, BaseDate.BD2014), Optional.of(OWNER));
        assertEquals(
                Outcome.OK,
                rooms.get(Engineering.class)
                        .propose(
                                new Engineering.Wish(
                                        owned.drn(),
                                        EngineeringKind.CLEAR_TAMPER,
                                        0,
                                        "a test of it",
                                        Optional.of(OWNER)),
                                "amina")
                        .outcome());
    }

    private void tell(String key, String body) {
        rooms.get(Callbacks.class).receive("fake", key, body);
    }

    private void imports() {
        try {
            MeterImports.Result taken = rooms.get(MeterImports.class)
                    .take(new ByteArrayInputStream(MeterFile.of(METERS).octets()), ImportBed.ALL, "root");
            assertEquals("DONE", taken.file().orElseThrow().state());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of what must not be read. */
    private static List<String> secrets() {
        Stream<String> phones = Stream.of(Shop.PHONE, OWNER, STRANGER).map(Msisdn::digits);
        Stream<String> imported =
                IntStream.rangeClosed(1, METERS).mapToObj(i -> String.format(Locale.ROOT, "2547%08d", i));
        Stream<String> names = Stream.of("Amina Wanjiru", "Wanjiru", "Wekesa", "Customer ");
        return Stream.of(phones, imported, names).flatMap(all -> all).toList();
    }

    private List<String> cells() {
        List<String> cells = new ArrayList<>();
        for (String table : database.names("select table_name from information_schema.tables"
                + " where lower(table_schema) = 'public' and lower(table_name) not like '%history'"
                + " and lower(table_name) not like 'staged%'")) {
            List<?> rows = database.tx(() -> database.entities()
                    .createNativeQuery("select * from " + table)
                    .getResultList());
            rows.stream()
                    .flatMap(row -> row instanceof Object[] many ? Arrays.stream(many) : Stream.of(row))
                    .map(cell -> cell instanceof byte[] bytes
                            ? new String(bytes, StandardCharsets.ISO_8859_1)
                            : String.valueOf(cell))
                    .forEach(cell -> cells.add(table + ": " + cell));
        }
        assertTrue(cells.size() > 100, "there is something to look at");
        return cells;
    }

    private void nobodyIsReadable() {
        for (String cell : cells()) {
            secrets().forEach(secret -> assertFalse(cell.contains(secret), cell));
            assertFalse(TOKEN.matcher(cell).find(), cell);
        }
    }

    private long sealed(String column) {
        String[] parts = column.split("\\.", -1);
        return database.count("select count(*) from " + parts[0] + " where " + parts[1] + " like '_1:%'");
    }

    private long all(String column) {
        String[] parts = column.split("\\.", -1);
        return database.count("select count(*) from " + parts[0] + " where " + parts[1] + " is not null");
    }

    @Test
    void noColumnOfAnyTableTellsANumberANameOrAToken() {
        live();
        nobodyIsReadable();
        for (String column : COLUMNS) {
            assertTrue(all(column) > 0, column);
            assertEquals(all(column), sealed(column), column);
        }
    }

    @Test
    void theServerFindsWhatItSealed() {
        live();
        everythingIsFound();
    }

    private void everythingIsFound() {
        SaleFilter byPhone = new SaleFilter(
                Optional.empty(), Optional.of(Shop.PHONE), Optional.empty(), Optional.empty(), Optional.empty());
        assertEquals(2, rooms.get(Sales.class).page(byPhone, Long.MAX_VALUE, 10).size());
        assertEquals("sw", rooms.get(Subscribers.class).languageOf(Shop.PHONE));
        assertEquals(1, rooms.get(Subscribers.class).saved(Shop.PHONE).size());
        assertEquals(1, rooms.get(Subscribers.class).registered(OWNER, 5).size());
        assertEquals(1, rooms.get(Purchases.class).tokens(Shop.PHONE).size());
        assertEquals(0, rooms.get(Purchases.class).tokens(STRANGER).size());
        Msisdn imported = new Msisdn("254700000001");
        List<MeterView> meters = rooms.get(Registry.class).page(ofPhone(imported), 0, 10);
        assertEquals(
                List.of(MeterFile.drn(1)), meters.stream().map(MeterView::drn).toList());
        assertEquals(List.of("Customer 0"), meters.stream().map(MeterView::name).toList());
    }

    private static MeterFilter ofPhone(Msisdn phone) {
        return new MeterFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.of(phone),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Puts everything back as an older version kept it. */
    private void unseal() {
        for (String column : COLUMNS) {
            String[] parts = column.split("\\.", -1);
            for (String kept : database.tx(() -> texts(
                    "select distinct " + parts[1] + " from " + parts[0] + " where " + parts[1] + " is not null"))) {
                String clear = parts[1].equals("name")
                        ? database.seals().openName(kept)
                        : parts[1].equals("body")
                                ? database.seals().openBody(kept)
                                : database.seals().openNumber(kept);
                database.execute("update " + parts[0] + " set " + parts[1] + " = '" + clear + "' where " + parts[1]
                        + " = '" + kept + "'");
            }
            assertEquals(0, sealed(column));
        }
    }

    private List<String> texts(String sql) {
        List<?> rows = database.entities().createNativeQuery(sql).getResultList();
        return rows.stream().map(String::valueOf).toList();
    }

    private FirstSealing sealing() {
        return new FirstSealing(database.dataSource(), database.seals(), database.clock());
    }

    @Test
    void whatAnOlderVersionKeptInTheClearIsSealedOnceAndFoundAfterwards() {
        live();
        unseal();
        long rows = COLUMNS.stream().mapToLong(this::all).sum();
        assertEquals(rows, sealing().run());
        for (String column : COLUMNS) {
            assertEquals(all(column), sealed(column), column);
        }
        nobodyIsReadable();
        everythingIsFound();
        assertEquals(0, sealing().run());
    }

    @Test
    void aSealingThatWasBrokenOffGoesOnWhereItWas() {
        live();
        unseal();
        long before = all("meter_phone.msisdn");
        database.execute("update meter_phone set msisdn = '" + database.seals().number("254700000001")
                + "' where msisdn = '254700000001'");
        long phones = COLUMNS.stream().mapToLong(this::all).sum();
        assertEquals(phones - 1, sealing().run());
        assertEquals(before, all("meter_phone.msisdn"));
        everythingIsFound();
    }

    @Test
    void aPhoneThatCameMeanwhileIsKeptAsItIsNow() {
        rooms.get(Subscribers.class).speak(Shop.PHONE, "sw");
        database.execute("insert into subscriber (msisdn, language, changed_at) select '" + Shop.PHONE.digits()
                + "', 'fr', changed_at from subscriber");
        sealing().run();
        assertEquals("sw", rooms.get(Subscribers.class).languageOf(Shop.PHONE));
        assertEquals(1, all("subscriber.msisdn"));
        nobodyIsReadable();
    }
}
