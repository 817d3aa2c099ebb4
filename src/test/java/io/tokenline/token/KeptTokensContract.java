package io.tokenline.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Rooms;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.Token20;
import io.tokenline.vault.Columns;
import io.tokenline.vault.KeyLetter;
import io.tokenline.vault.VaultException;
import jakarta.persistence.PersistenceException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A token that was made lies encrypted and is found by its digits, on whichever database. */
abstract class KeptTokensContract {

    private static final int SERIAL = 4711;

    private final Database database;
    private final Rooms rooms;
    private final Desk desk;
    private final TokenBean tokens;
    private final KeyLetter key = KeyLetter.of("123457", 1);
    private final KeyLetter next = KeyLetter.of("123457", 2);
    private final MeterKeyParameters meter = key.meter(SERIAL);

    KeptTokensContract(Database database) {
        this.database = database;
        this.rooms = new Rooms(database);
        this.desk = new Desk(rooms);
        this.tokens = rooms.get(TokenBean.class);
    }

    @BeforeEach
    void load() {
        key.load(rooms);
        next.load(rooms);
    }

    @Test
    void nothingOfATokenStandsInAnyColumn() {
        List<MadeToken> made = desk.issued(Desk.creditAt(meter, next.target())).tokens();
        List<String> columns = Columns.of(database, "issued_token");
        assertFalse(columns.isEmpty());
        for (MadeToken token : made) {
            String digits = token.token().digits();
            for (String column : columns) {
                assertFalse(column.contains(digits));
                assertFalse(column.contains(token.token().grouped()));
                assertFalse(column.contains(digits.substring(0, 8)) || column.contains(digits.substring(12)));
            }
        }
    }

    @Test
    void everyTokenOfASetIsFoundByItsDigitsAndNoOther() throws VaultException {
        TokenRequest request = Desk.creditAt(meter, next.target());
        for (MadeToken made : desk.issued(request).tokens()) {
            assertEquals(Optional.of(found(request, made)), tokens.find(made.token()));
            String digits = made.token().digits();
            char last = digits.charAt(19) == '0' ? '1' : '0';
            assertEquals(Optional.empty(), tokens.find(new Token20(digits.substring(0, 19) + last)));
        }
    }

    private TokenBean.Made found(TokenRequest request, MadeToken made) {
        return new TokenBean.Made(
                request.owner(),
                request.meter().pan().digits(),
                made.kind(),
                made.unitsTenths(),
                database.clock().instant());
    }

    @Test
    void aKeyChangeThatWasMadeTwiceIsFoundAsTheNewest() throws VaultException {
        MadeToken first =
                desk.issued(Desk.creditAt(meter, next.target())).tokens().get(0);
        database.clock().pass(Duration.ofDays(1));
        TokenRequest again = Desk.creditAt(meter, next.target());
        MadeToken second = desk.issued(again).tokens().get(0);
        assertEquals(first, second, "a key change has neither minute nor chance in it");
        assertEquals(Optional.of(found(again, second)), tokens.find(first.token()));
    }

    @Test
    void aTokenMovedToAnotherOwnerOrPlaceIsNotShown() {
        TokenRequest request = Desk.credit(meter, 100);
        desk.issued(request);
        database.execute("update issued_token set owner = 'THIEF'");
        assertThrows(VaultException.class, () -> tokens.tokensOf("THIEF"));
        database.execute("update issued_token set owner = '" + request.owner() + "', position = 1");
        assertThrows(VaultException.class, () -> tokens.tokensOf(request.owner()));
    }

    @Test
    void anOwnerGetsHisTokensOnce() {
        TokenRequest request = Desk.credit(meter, 100);
        desk.issued(request);
        String before = database.names("select last_tid from token_identifier").get(0);
        assertThrows(PersistenceException.class, () -> desk.issue(request));
        assertEquals(1, database.count("select count(*) from issued_token"));
        assertEquals(List.of(before), database.names("select last_tid from token_identifier"));
    }

    @Test
    void aTokenIsReadAsItsMeterReadsItAndAsExpiredWhereItsKeyIsOverAtItsMinute() throws VaultException {
        MadeToken made = desk.issued(Desk.credit(meter, 100)).ordered();
        TokenBean.Reading reading = tokens.read(made.token(), meter);
        assertEquals(database.clock().instant(), reading.tid().orElseThrow().minute());
        assertFalse(reading.expired());
        long minutes = Duration.between(
                        BaseDate.BD2014.start(), database.clock().instant())
                .toMinutes();
        KeyLetter.of("123457", 1).ken((int) (minutes >>> 16) - 1).load(rooms);
        assertTrue(tokens.read(made.token(), meter).expired());
        assertFalse(tokens.read(made.token(), next.meter(SERIAL)).expired());
    }
}
