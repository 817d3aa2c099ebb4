package io.tokenline.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.token.sts.DecodeResult;
import io.tokenline.token.sts.Dkga;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.KeyDerivation;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.StaTables;
import io.tokenline.token.sts.Token20;
import io.tokenline.token.sts.TokenCodec;
import io.tokenline.token.sts.TransferCredit;
import io.tokenline.vault.KeyLetter;
import io.tokenline.vault.Vault;
import io.tokenline.vault.VaultException;
import io.tokenline.vault.VaultFixture;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Meters with EA 07 are sold for with tables that they know, and with no others. */
class StaTablesIT {

    private static final int SERIAL = 7;

    @TempDir
    private Path folder;

    private final Database database = Database.h2();
    private final KeyLetter sta = KeyLetter.of("123457", 1).cipher(Dkga.DKGA02, EncryptionAlgorithm.EA07);
    private final KeyLetter misty = KeyLetter.of("123457", 2);

    /** A server with both keys loaded. */
    private Rooms server(boolean sandbox, Optional<Path> tables) {
        Rooms rooms = VaultFixture.rooms(
                database, VaultFixture.settings(database, sandbox, folder, Optional.of("right"), tables));
        sta.load(rooms);
        misty.load(rooms);
        return rooms;
    }

    private static Optional<String> trouble(Rooms rooms) {
        return rooms.get(Vault.class).trouble();
    }

    private TokenRequest credit() {
        return Desk.credit(sta.meter(SERIAL), 100);
    }

    private void sellsForEa11Only(Rooms rooms) {
        Desk desk = new Desk(rooms);
        desk.refuses(Outcome.STA_TABLES_MISSING, credit());
        desk.refuses(Outcome.STA_TABLES_MISSING, Desk.creditAt(sta.meter(SERIAL), sta.target()));
        desk.refuses(
                Outcome.STA_TABLES_MISSING,
                Desk.request(sta.meter(SERIAL), Optional.empty(), new TokenOrder.ClearTamper()));
        MadeToken made = desk.issued(Desk.credit(misty.meter(SERIAL), 100)).ordered();
        assertEquals(
                100,
                Desk.readCredit(made, misty.key(), misty.meter(SERIAL)).amount().units());
        TokenBean tokens = rooms.get(TokenBean.class);
        VaultException unread = assertThrows(VaultException.class, () -> tokens.read(made.token(), sta.meter(SERIAL)));
        assertTrue(String.valueOf(unread.getMessage()).contains("TOKENLINE_STA_TABLES"), unread::getMessage);
    }

    @Test
    void withoutTablesARealServerSellsForEa11Only() {
        Rooms rooms = server(false, Optional.empty());
        sellsForEa11Only(rooms);
        assertEquals(Optional.empty(), trouble(rooms), "a network without such meters misses nothing");
    }

    @Test
    void aSandboxHasTheTablesThatTheStandardPrints() {
        Desk desk = new Desk(server(true, Optional.empty()));
        MadeToken made = desk.issued(credit()).ordered();
        assertEquals(
                100,
                Desk.readCredit(made, sta.key(), sta.meter(SERIAL)).amount().units());
    }

    @Test
    void aLicenseesTablesAreThoseOfTheTokens() throws IOException {
        Properties tables = tables();
        Rooms rooms = server(false, Optional.of(written(tables)));
        MadeToken made = new Desk(rooms).issued(credit()).ordered();
        assertEquals(Optional.empty(), trouble(rooms));
        TransferCredit credit = assertInstanceOf(TransferCredit.class, decoded(made.token(), StaTables.of(tables)));
        assertEquals(100, credit.amount().units());
        assertFalse(decode(made.token(), StaTables.sample()) instanceof DecodeResult.Decoded);
    }

    private Object decoded(Token20 token, StaTables tables) {
        return assertInstanceOf(DecodeResult.Decoded.class, decode(token, tables))
                .token();
    }

    private DecodeResult decode(Token20 token, StaTables tables) {
        MeterKeyParameters meter = sta.meter(SERIAL);
        return new TokenCodec(tables).decode(token, KeyDerivation.derive(sta.key(), meter), meter.baseDate());
    }

    private static Properties tables() {
        Random random = new Random(62055);
        Properties tables = new Properties();
        tables.setProperty("substitution1", numbers(16, random));
        tables.setProperty("substitution2", numbers(16, random));
        tables.setProperty("permutation", numbers(64, random));
        return tables;
    }

    private static String numbers(int size, Random random) {
        List<Integer> numbers = new ArrayList<>(IntStream.range(0, size).boxed().toList());
        Collections.shuffle(numbers, random);
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(","));
    }

    private Path written(Properties tables) throws IOException {
        Path file = folder.resolve("tables.properties");
        try (Writer out = Files.newBufferedWriter(file)) {
            tables.store(out, null);
        }
        return file;
    }

    @Test
    void aFileThatCannotBeUsedIsNamedAndStopsEa07Only() throws IOException {
        broken(folder.resolve("nonesuch.properties"));
        broken(folder);
        Properties twice = tables();
        twice.setProperty("substitution1", "1,1,2,3,4,5,6,7,8,9,10,11,12,13,14,15");
        broken(written(twice));
        Properties missing = tables();
        missing.remove("permutation");
        broken(written(missing));
        broken(Files.write(folder.resolve("tables.bin"), new byte[] {(byte) 0xE4, 0, 1}));
        broken(Files.writeString(folder.resolve("escape"), "substitution1=\\uxyzw", StandardCharsets.US_ASCII));
        broken(Files.createFile(folder.resolve("empty")));
    }

    /** In a sandbox too: who names a file does not mean the tables of the standard. */
    private void broken(Path file) {
        for (boolean sandbox : new boolean[] {false, true}) {
            Rooms rooms = server(sandbox, Optional.of(file));
            sellsForEa11Only(rooms);
            String trouble = trouble(rooms).orElseThrow();
            assertTrue(trouble.startsWith("TOKENLINE_STA_TABLES=" + file + " cannot be used: "), trouble);
            assertFalse(trouble.contains(","), "no numbers of a table: " + trouble);
        }
    }
}
