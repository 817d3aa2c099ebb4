package io.tokenline.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.token.sts.InitiateMeterTest;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.vault.KeyLetter;
import io.tokenline.vault.Vault;
import io.tokenline.vault.VaultException;
import io.tokenline.vault.VaultFixture;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** While the vault is closed or a record in it is damaged, tokens wait, and it is said why. */
class VaultTroubleIT {

    private static final int SERIAL = 4711;
    private static final Logger LOG = Logger.getLogger(TokenBean.class.getName());

    @TempDir
    private Path folder;

    private final Database database = Database.h2();
    private final KeyLetter key = KeyLetter.of("123457", 1);
    private final KeyLetter next = KeyLetter.of("123457", 2);
    private final List<String> lines = new ArrayList<>();
    private final Handler ears = new Handler() {

        @Override
        public void publish(LogRecord record) {
            lines.add(new SimpleFormatter().format(record));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    @BeforeEach
    void listen() {
        LOG.setUseParentHandlers(false);
        LOG.setLevel(Level.ALL);
        LOG.addHandler(ears);
    }

    @AfterEach
    void stopListening() {
        LOG.removeHandler(ears);
        LOG.setLevel(Level.OFF);
        LOG.setUseParentHandlers(true);
    }

    private Rooms server(Optional<String> password) {
        return VaultFixture.rooms(database, VaultFixture.settings(database, false, folder, password, Optional.empty()));
    }

    private Instant inAMinute() {
        return database.clock().instant().plus(Duration.ofMinutes(1));
    }

    private List<TokenRequest> everyKind() {
        MeterKeyParameters meter = key.meter(SERIAL);
        InitiateMeterTest test = InitiateMeterTest.every(InitiateMeterTest.Form.TWO_DIGITS);
        return List.of(
                Desk.credit(meter, 100),
                Desk.creditAt(meter, next.target()),
                Desk.request(meter, Optional.empty(), new TokenOrder.ClearTamper()),
                Desk.request(meter, Optional.empty(), new TokenOrder.MeterTest(test)));
    }

    @Test
    void whileTheVaultIsClosedEveryKindOfTokenWaitsForAMinute() {
        Rooms closed = server(Optional.empty());
        Rooms open = server(Optional.of("right"));
        key.load(open);
        next.load(open);
        Desk desk = new Desk(closed);
        for (TokenRequest request : everyKind()) {
            desk.waits(Outcome.VAULT_CLOSED, inAMinute(), request);
            assertTrue(lines.get(lines.size() - 1).contains("TKL-5001"));
            assertTrue(lines.get(lines.size() - 1).contains("TOKENLINE_VAULT_PASSWORD is not set"));
        }
        assertEquals(0, database.count("select count(*) from token_identifier"));
        for (TokenRequest request : everyKind()) {
            new Desk(open).issued(request);
        }
    }

    @Test
    void whileTheVaultIsClosedNoTokenIsReadFoundOrShown() throws VaultException {
        Rooms closed = server(Optional.empty());
        Rooms open = server(Optional.of("right"));
        key.load(open);
        TokenRequest request = Desk.credit(key.meter(SERIAL), 100);
        MadeToken made = new Desk(open).issued(request).ordered();
        TokenBean tokens = closed.get(TokenBean.class);
        assertThrows(VaultException.class, () -> tokens.tokensOf(request.owner()));
        assertThrows(VaultException.class, () -> tokens.find(made.token()));
        assertThrows(VaultException.class, () -> tokens.read(made.token(), request.meter()));
        assertEquals(List.of(made), open.get(TokenBean.class).tokensOf(request.owner()));
    }

    @Test
    void aDamagedRecordStopsItsOwnMetersAndIsNamedInTheLogAndByTheReadinessCheck() {
        Rooms rooms = server(Optional.of("right"));
        key.load(rooms);
        next.load(rooms);
        Desk desk = new Desk(rooms);
        damage(2);
        waitsAndSaysWhy(desk, Desk.credit(next.meter(SERIAL), 100), next);
        waitsAndSaysWhy(desk, Desk.creditAt(key.meter(SERIAL), next.target()), next);
        waitsAndSaysWhy(desk, Desk.creditAt(next.meter(SERIAL), key.target()), next);
        assertTrue(rooms.get(Vault.class).trouble().orElseThrow().contains("'vending-key 123457 2'"));
        lines.clear();
        desk.issued(Desk.credit(key.meter(SERIAL), 100));
        assertEquals(List.of(), lines);
    }

    private void damage(int revision) {
        database.tx(() -> database.entities()
                .createNativeQuery("update vending_key set ciphertext = :bytes where key_revision = " + revision)
                .setParameter("bytes", new byte[60])
                .executeUpdate());
    }

    private void waitsAndSaysWhy(Desk desk, TokenRequest request, KeyLetter damaged) {
        lines.clear();
        desk.waits(Outcome.VAULT_CLOSED, inAMinute(), request);
        assertEquals(2, lines.size(), "once when it was judged, once when it was to be made");
        String secret = HexFormat.of().formatHex(damaged.key().bytes());
        for (String line : lines) {
            assertTrue(line.contains("'vending-key 123457 2'"), line);
            assertFalse(line.toLowerCase(Locale.ROOT).contains(secret.substring(0, 8)), line);
        }
    }
}
