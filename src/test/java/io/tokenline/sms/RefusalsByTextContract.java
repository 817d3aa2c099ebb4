package io.tokenline.sms;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.TestClock;
import io.tokenline.delivery.Templates;
import io.tokenline.metering.KeyChangePolicy;
import io.tokenline.metering.Meter;
import io.tokenline.metering.MeterFixture;
import io.tokenline.metering.Meters;
import io.tokenline.payment.FakeWallet;
import io.tokenline.payment.Wallets;
import io.tokenline.tariff.book.TariffFixture;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.KeyExpiryNumber;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyTarget;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.vault.AllowedTokens;
import io.tokenline.vault.KeyAttributes;
import io.tokenline.vault.Vault;
import io.tokenline.vault.VaultException;
import io.tokenline.vending.Announcement;
import io.tokenline.vending.Announcements;
import io.tokenline.vending.Shop;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Whatever stands in the way of a sale is told in its own words; on whichever database. */
abstract class RefusalsByTextContract {

    private static final String AMOUNT = " 200";
    private static final Instant SALES_GO_ON = TestClock.START.plus(Duration.ofHours(2));
    private static final String SALES_GO_ON_IN_NAIROBI = "13:00";

    private final Database database;
    private final Templates templates = new Templates();
    private Shop shop;
    private Rooms answering;

    RefusalsByTextContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.answering = shop.rooms();
    }

    @Test
    void everyRefusalIsToldInItsOwnWordsAndAsksForNoMoney() {
        Map<Outcome, Supplier<String>> ways = ways();
        assertEquals(told(), ways.keySet(), "every text for a refusal is tried");
        ways.forEach((outcome, way) -> {
            shop = new Shop(database);
            answering = shop.rooms();
            String text = way.get();
            String meter = List.of(text.split(" ", 3)).get(1);
            Map<String, String> values = Map.of(
                    "meter", meter, "minimum", "KES 50.00", "maximum", "KES 20000.00", "until", SALES_GO_ON_IN_NAIROBI);
            assertEquals(
                    templates.render("en", outcome.name(), values),
                    new Texting(answering).ask(Shop.PHONE, text),
                    outcome.name());
            assertEquals(0, database.count("select count(*) from payment_attempt"));
        });
    }

    /** Outcomes that have a text of their own. */
    private static Set<Outcome> told() {
        Properties texts = new Properties();
        try (InputStream in = Objects.requireNonNull(Templates.class.getResourceAsStream("/messages/en.properties"))) {
            texts.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Set<Outcome> told = EnumSet.allOf(Outcome.class);
        told.removeIf(outcome -> !texts.containsKey(outcome.name()));
        return told;
    }

    /** How each comes about: sets it up and gives the text that meets it. */
    private Map<Outcome, Supplier<String>> ways() {
        Map<Outcome, Supplier<String>> ways = new EnumMap<>(Outcome.class);
        ways.put(Outcome.METER_NUMBER_INVALID, () -> "BUY 07000000000" + AMOUNT);
        ways.put(
                Outcome.METER_UNKNOWN, () -> "BUY " + MeterFixture.pan(99).drn().digits() + AMOUNT);
        ways.put(Outcome.METER_BLOCKED, () -> after("update meter set status = 'BLOCKED'"));
        ways.put(Outcome.AMOUNT_INVALID, () -> buy("a lot"));
        ways.put(Outcome.AMOUNT_TOO_LOW, () -> buy("49.99"));
        ways.put(Outcome.AMOUNT_TOO_HIGH, () -> buy("20000.01"));
        ways.put(Outcome.TARIFF_MISSING, () -> after("update meter set tariff = 'none-such'"));
        ways.put(Outcome.MAINTENANCE, this::inMaintenance);
        ways.put(Outcome.WALLET_UNAVAILABLE, () -> answeredBy(shop.rooms().asInProduction(), shop.meter()));
        ways.put(Outcome.AMOUNT_NOT_WHOLE, () -> {
            shop.wallet().onJudge(amount -> Outcome.AMOUNT_NOT_WHOLE);
            return buy("200.50");
        });
        ways.put(Outcome.AMOUNT_NOT_ENCODABLE, () -> {
            TariffFixture.bringIn(shop.rooms(), "giveaway");
            database.execute("update meter set tariff = 'giveaway'");
            return buy("20000");
        });
        ways.put(Outcome.KEY_NOT_LOADED, () -> after("delete from vending_key"));
        ways.put(Outcome.KEY_MISMATCH, () -> after("update meter set base_date = '93'"));
        ways.put(Outcome.KEY_EXPIRED, () -> under(attributes(0, AllowedTokens.USUAL, 0, 0)));
        ways.put(Outcome.KEY_NOT_ACTIVE, this::theSecondBeforeTheKeysFirst);
        ways.put(Outcome.KEY_WITHDRAWN, this::withAWithdrawnKey);
        ways.put(Outcome.KEY_NOT_ALLOWED, () -> under(attributes(255, AllowedTokens.of(List.of("2.5")), 0, 0)));
        ways.put(Outcome.KEY_CHANGE_REFUSED, this::behindInAGroupThatRefuses);
        ways.put(Outcome.KEY_CHANGE_BACKWARDS, this::aimedAtAnEarlierBaseDate);
        ways.put(Outcome.STA_TABLES_MISSING, this::withEa07OutsideOfTheSandbox);
        ways.put(Outcome.TOKEN_LIMIT, () -> under(attributes(255, AllowedTokens.USUAL, 85, 0)));
        ways.put(Outcome.DAY_LIMIT, this::afterTheDaysUnits);
        ways.put(Outcome.VAULT_CLOSED, () -> answeredBy(withWallet(shop.rooms().vaultClosed()), shop.meter()));
        return ways;
    }

    private String inMaintenance() {
        Announcement.Plan plan = new Announcement.Plan(
                Announcement.Kind.MAINTENANCE, database.clock().instant(), SALES_GO_ON, Map.of());
        shop.rooms().get(Announcements.class).enter("amina", plan);
        return buy("200");
    }

    private String buy(String amount) {
        return "BUY " + shop.meter().drn() + " " + amount;
    }

    private String after(String sql) {
        database.execute(sql);
        return buy("200");
    }

    private String answeredBy(Rooms rooms, Meter meter) {
        answering = rooms;
        return "BUY " + meter.drn() + AMOUNT;
    }

    private static Rooms withWallet(Rooms rooms) {
        rooms.get(Wallets.class).add(new FakeWallet());
        return rooms;
    }

    private String under(KeyAttributes attributes) {
        MeterFixture.loadKey(shop.rooms(), attributes, MeterFixture.KEY);
        return buy("200");
    }

    private static KeyAttributes attributes(int ken, AllowedTokens allowed, long unitsPerToken, long unitsPerDay) {
        KeyAttributes usual = MeterFixture.attributes();
        return new KeyAttributes(
                usual.sgc(),
                usual.krn(),
                usual.kt(),
                usual.dkga(),
                usual.ea(),
                usual.baseDate(),
                new KeyExpiryNumber(ken),
                usual.activeFrom(),
                usual.issueUntil(),
                allowed,
                unitsPerToken,
                unitsPerDay);
    }

    private String theSecondBeforeTheKeysFirst() {
        database.clock().set(MeterFixture.attributes().activeFrom().minusSeconds(1));
        database.execute("update tariff_version set effective_from = date '1993-01-01'");
        return answeredBy(withWallet(shop.rooms().asInProduction()), shop.meter());
    }

    private String withAWithdrawnKey() {
        KeyAttributes key = MeterFixture.attributes();
        Vault vault = shop.rooms().get(Vault.class);
        try {
            long id = vault.proposeWithdrawal(key.sgc(), key.krn(), "a custodian left", "amina")
                    .proposal()
                    .orElseThrow()
                    .id();
            vault.decide(id, true, "brian");
        } catch (VaultException e) {
            throw new IllegalStateException(e);
        }
        return buy("200");
    }

    private KeyTarget nextRevision() {
        MeterKeyParameters from = shop.meter().keyParameters();
        KeyTarget target = new KeyTarget(from.sgc(), from.ti(), new KeyRevision(2));
        shop.rooms().get(Meters.class).setKeyTarget(shop.meter(), target, "amina");
        return target;
    }

    private String behindInAGroupThatRefuses() {
        KeyTarget target = nextRevision();
        shop.rooms().get(Meters.class).setKeyChangePolicy(target.sgc(), KeyChangePolicy.REFUSE, "amina");
        return buy("200");
    }

    private String aimedAtAnEarlierBaseDate() {
        MeterKeyParameters from = shop.meter().keyParameters();
        MeterFixture.loadKeyFor(
                shop.rooms(), nextRevision().of(from, BaseDate.BD1993, from.kt()), MeterFixture.NEXT_KEY);
        return buy("200");
    }

    private String withEa07OutsideOfTheSandbox() {
        MeterKeyParameters ea07 = MeterFixture.parametersOfEa07(815);
        MeterFixture.loadKeyFor(shop.rooms(), ea07, MeterFixture.DES_KEY);
        Meter meter = MeterFixture.register(shop.rooms(), ea07, Optional.empty());
        return answeredBy(withWallet(shop.rooms().asInProduction()), meter);
    }

    private String afterTheDaysUnits() {
        under(attributes(255, AllowedTokens.USUAL, 0, 100));
        shop.buy(shop.meter(), "dial 1", "200");
        database.execute("delete from payment_attempt");
        return buy("200");
    }
}
