package io.tokenline.delivery;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Msisdn;
import io.tokenline.Rooms;
import io.tokenline.metering.MeterFixture;
import io.tokenline.metering.Meters;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyTarget;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.vault.FieldCipher;
import io.tokenline.vault.Vault;
import io.tokenline.vault.VaultException;
import io.tokenline.vending.Engineering;
import io.tokenline.vending.EngineeringKind;
import io.tokenline.vending.KeyChanges;
import io.tokenline.vending.Shop;
import io.tokenline.vending.TokenSms;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Texts that hold a token lie encrypted until they are sent; on whichever database. */
abstract class SealedTextContract {

    private static final Msisdn PHONE = new Msisdn("254700123456");
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private final Database database;
    private final Rooms rooms;
    private final Outbox outbox;

    SealedTextContract(Database database) {
        this.database = database;
        this.rooms = new Rooms(database);
        this.outbox = rooms.get(Outbox.class);
        try {
            rooms.get(Vault.class).createIfMissing();
        } catch (VaultException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void owe(Outbox by, String key, Message.Kind kind) {
        by.owe(key, kind, Optional.empty(), "sandbox", PHONE, text(key));
    }

    private static String text(String key) {
        return "Token of " + key;
    }

    private List<String> sent(Outbox by) {
        List<Outbox.Claimed> claimed = by.claim(10);
        claimed.forEach(one -> by.answered(one.id(), SendResult.ACCEPTED));
        return claimed.stream().map(one -> one.text().text()).sorted().toList();
    }

    private void change(String key, UnaryOperator<byte[]> change) {
        database.tx(() -> database.entities()
                .createNativeQuery("update outbox_message set sealed_text = :sealed where message_key = :key")
                .setParameter("sealed", change.apply(sealed(key)))
                .setParameter("key", key)
                .executeUpdate());
    }

    private byte[] sealed(String key) {
        return database.tx(() -> (byte[]) database.entities()
                .createNativeQuery("select sealed_text from outbox_message where message_key = :key", byte[].class)
                .setParameter("key", key)
                .getSingleResult());
    }

    private String state(String key) {
        return database.names("select state from outbox_message where message_key = '" + key + "'")
                .get(0);
    }

    @Test
    void aTextWithATokenIsKeptInNoOtherWayAndOpensToItself() throws VaultException {
        for (Message.Kind kind : Message.Kind.values()) {
            owe(outbox, kind.name(), kind);
        }
        assertEquals(
                List.of("answer", "payment"),
                database.names("select kind from outbox_message where text is not null and sealed_text is null"
                        + " order by kind"));
        assertEquals(
                List.of("service_token", "token"),
                database.names("select kind from outbox_message where text is null and sealed_text is not null"
                        + " order by kind"));
        for (String secret : List.of("TOKEN", "SERVICE_TOKEN")) {
            assertEquals(text(secret), rooms.get(FieldCipher.class).open("message " + secret, sealed(secret)));
        }
        assertEquals(4, sent(outbox).size());
    }

    @Test
    void noColumnOfAnyTableShowsADigitOfAToken() throws VaultException {
        Shop shop = new Shop(database);
        MeterKeyParameters from = shop.meter().keyParameters();
        KeyTarget target = new KeyTarget(from.sgc(), from.ti(), new KeyRevision(2));
        MeterFixture.loadKeyFor(shop.rooms(), target.of(from, from.baseDate(), from.kt()), MeterFixture.NEXT_KEY);
        shop.rooms().get(Meters.class).setKeyTarget(shop.meter(), target, "amina");
        TokenSms sms = shop.buy(shop.meter(), "dial 1", "200");
        shop.rooms().get(KeyChanges.class).sendAgain(shop.meter(), "brian");
        List<String> tokens = new ArrayList<>(sms.keys());
        tokens.add(sms.digits());
        for (Optional<Msisdn> to : List.of(Optional.of(PHONE), Optional.<Msisdn>empty())) {
            tokens.add(engineeringToken(shop, to));
        }
        assertEquals(7, database.count("select count(*) from issued_token"));
        for (String cell : cells()) {
            for (String token : tokens) {
                String bare = token.replace(" ", "");
                assertFalse(cell.contains(token) || cell.contains(bare), "a token lies open");
                assertFalse(cell.contains(bare.substring(4)), "most of a token lies open");
            }
        }
    }

    private static String engineeringToken(Shop shop, Optional<Msisdn> to) throws VaultException {
        Engineering engineering = shop.rooms().get(Engineering.class);
        Engineering.Wish wish =
                new Engineering.Wish(shop.meter().drn(), EngineeringKind.FREE_CREDIT, 50, "for the test", to);
        String reference =
                engineering.propose(wish, "amina").request().orElseThrow().reference();
        engineering.decide(reference, true, "brian");
        if (to.isEmpty()) {
            return engineering.show(reference, "amina").orElseThrow().grouped();
        }
        String text = shop.rooms().get(Outbox.class).claim(10).stream()
                .map(claimed -> claimed.text().text())
                .filter(sent -> sent.contains(reference))
                .findFirst()
                .orElseThrow();
        return TokenSms.read(reference, text).digits();
    }

    /** Whatever stands in the database, as text. */
    private List<String> cells() {
        List<String> cells = new ArrayList<>();
        for (String table : database.names("select table_name from information_schema.tables"
                + " where lower(table_schema) = 'public' and lower(table_name) not like '%history'")) {
            List<?> rows = database.tx(() -> database.entities()
                    .createNativeQuery("select * from " + table)
                    .getResultList());
            rows.forEach(row -> (row instanceof Object[] many ? Arrays.stream(many) : Arrays.stream(new Object[] {row}))
                    .map(SealedTextContract::readable)
                    .forEach(cells::add));
        }
        assertTrue(cells.size() > 100, "there is something to look at");
        return cells;
    }

    private static String readable(Object cell) {
        return cell instanceof byte[] bytes ? new String(bytes, StandardCharsets.ISO_8859_1) : String.valueOf(cell);
    }

    @Test
    void whereTheVaultIsClosedOnlyWhatIsSecretWaits() {
        owe(outbox, "secret", Message.Kind.TOKEN);
        owe(outbox, "service", Message.Kind.SERVICE_TOKEN);
        owe(outbox, "answer", Message.Kind.ANSWER);
        owe(outbox, "payment", Message.Kind.PAYMENT);
        Outbox closed = rooms.vaultClosed().get(Outbox.class);
        assertEquals(List.of(text("answer"), text("payment")), sent(closed));
        assertEquals("queued", state("secret"));
        assertEquals(
                0,
                database.count(
                        "select count(*) from outbox_message where claimed_by is not null" + " and state = 'QUEUED'"));
        assertEquals(List.of(), sent(closed), "it is not tried again at once");
        database.clock().pass(PAUSE);
        assertEquals(List.of(), sent(closed));
        assertEquals(List.of(), sent(outbox));
        database.clock().pass(PAUSE);
        assertEquals(List.of(text("secret"), text("service")), sent(outbox));
        assertEquals("delivered", state("secret"));
    }

    @Test
    void whereTheVaultIsClosedNoSecretIsTakenIn() {
        Outbox closed = rooms.vaultClosed().get(Outbox.class);
        assertThrows(IllegalStateException.class, () -> owe(closed, "secret", Message.Kind.TOKEN));
        owe(closed, "answer", Message.Kind.ANSWER);
        assertEquals(List.of("answer"), database.names("select message_key from outbox_message"));
    }

    @Test
    void aTextThatWasChangedIsNotSentAndNotLost() {
        owe(outbox, "1", Message.Kind.TOKEN);
        owe(outbox, "2", Message.Kind.TOKEN);
        byte[] whole = sealed("1");
        for (int i = 0; i < whole.length; i++) {
            int at = i;
            change("1", bytes -> flipped(whole, at));
            List<String> sent = sent(outbox);
            assertEquals(i == 0 ? List.of(text("2")) : List.of(), sent, "the others are sent all the same");
            assertEquals("queued", state("1"));
            database.clock().pass(PAUSE);
        }
        for (int length : new int[] {0, 1, 11, 12, whole.length - 1}) {
            change("1", bytes -> Arrays.copyOf(whole, length));
            assertEquals(List.of(), sent(outbox));
            database.clock().pass(PAUSE);
        }
        change("1", bytes -> whole);
        assertEquals(List.of(text("1")), sent(outbox));
    }

    private static byte[] flipped(byte[] bytes, int at) {
        byte[] changed = bytes.clone();
        changed[at] ^= 1;
        return changed;
    }

    @Test
    void aTextOpensInItsOwnRowOnly() {
        owe(outbox, "1", Message.Kind.TOKEN);
        owe(outbox, "2", Message.Kind.TOKEN);
        change("1", bytes -> sealed("2"));
        assertEquals(List.of(text("2")), sent(outbox));
        assertEquals("queued", state("1"));
    }

    @Test
    void aTextThatNobodyCanReadExpiresLikeAnyOther() {
        owe(outbox, "1", Message.Kind.TOKEN);
        change("1", bytes -> flipped(bytes, 20));
        database.clock().pass(Duration.ofDays(2).minusSeconds(30));
        assertEquals(List.of(), sent(outbox));
        assertEquals("expired", state("1"));
        assertEquals(List.of("1"), database.names("select message_key from outbox_message"));
    }
}
