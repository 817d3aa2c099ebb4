package io.tokenline.token;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Rooms;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.DecodeResult;
import io.tokenline.token.sts.Dkga;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.KeyChange;
import io.tokenline.token.sts.KeyChangeToken;
import io.tokenline.token.sts.KeyDerivation;
import io.tokenline.token.sts.KeyTarget;
import io.tokenline.token.sts.KeyType;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.StaTables;
import io.tokenline.token.sts.TariffIndex;
import io.tokenline.token.sts.TokenCodec;
import io.tokenline.token.sts.TransferCredit;
import io.tokenline.token.sts.VendingKey;
import io.tokenline.vault.KeyLetter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A sale to a meter that needs another key makes the tokens of the change first, on whichever database. */
abstract class KeyChangeSetsContract {

    private static final int SERIAL = 4711;
    private static final int UNITS = 100;

    private final Database database;
    private final Rooms rooms;
    private final Desk desk;

    KeyChangeSetsContract(Database database) {
        this.database = database;
        this.rooms = new Rooms(database);
        this.desk = new Desk(rooms);
    }

    private static KeyLetter ea11(int revision) {
        return KeyLetter.of("123457", revision);
    }

    private static KeyLetter ea07(Dkga dkga, int revision) {
        return KeyLetter.of("123457", revision).cipher(dkga, EncryptionAlgorithm.EA07);
    }

    private static List<Class<?>> kinds(EncryptionAlgorithm ea) {
        List<Class<?>> kinds = new ArrayList<>(List.of(KeyChangeToken.First.class, KeyChangeToken.Second.class));
        if (ea == EncryptionAlgorithm.EA11) {
            kinds.addAll(List.of(KeyChangeToken.Third.class, KeyChangeToken.Fourth.class));
        }
        return kinds;
    }

    /** Sells, plays the meter, and gives what it made of the set. */
    private KeyChange changed(KeyLetter from, KeyLetter to) {
        return changed(from, from.meter(SERIAL), to, to.target());
    }

    private KeyChange changed(KeyLetter from, MeterKeyParameters meter, KeyLetter to, KeyTarget target) {
        IssueResult.Issued issued = desk.issued(Desk.creditAt(meter, target));
        int sections = kinds(meter.ea()).size();
        assertEquals(sections + 1, issued.tokens().size());
        List<KeyChangeToken> entered = new ArrayList<>();
        for (MadeToken made : issued.tokens().subList(0, sections)) {
            assertEquals(MadeToken.Kind.KEY_CHANGE, made.kind());
            assertEquals(0, made.unitsTenths());
            entered.add(assertInstanceOf(KeyChangeToken.class, Desk.read(made, from.key(), meter)));
        }
        assertEquals(kinds(meter.ea()), entered.stream().map(Object::getClass).toList());
        MeterKeyParameters next = issued.newKey().orElseThrow();
        assertEquals(
                target.of(meter, to.attributes().baseDate(), to.attributes().kt()), next);
        KeyChange change = KeyChange.assemble(meter.ea(), entered).orElseThrow();
        assertEquals(KeyDerivation.derive(to.key(), next), change.newKey(), "the meter derives what the vault derived");
        assertEquals(next.ti(), change.ti());
        assertEquals(next.krn(), change.krn());
        assertEquals(next.kt(), change.kt());
        assertEquals(to.attributes().ken(), change.ken());
        creditOpensUnderTheNewKeyOnly(issued.ordered(), from.key(), meter, to.key(), next);
        return change;
    }

    private static void creditOpensUnderTheNewKeyOnly(
            MadeToken credit, VendingKey oldKey, MeterKeyParameters old, VendingKey newKey, MeterKeyParameters next) {
        assertEquals(MadeToken.Kind.CREDIT, credit.kind());
        TransferCredit read = Desk.readCredit(credit, newKey, next);
        assertEquals(UNITS, read.amount().units());
        assertEquals(next.baseDate(), read.tid().baseDate());
        DecodeResult before = new TokenCodec(StaTables.sample())
                .decode(credit.token(), KeyDerivation.derive(oldKey, old), old.baseDate());
        assertInstanceOf(DecodeResult.WrongCrc.class, before);
    }

    @Test
    void aMeterWithEa11GetsFourTokensAndItsCredit() {
        KeyChange change =
                changed(ea11(1).load(rooms), KeyLetter.of("654321", 2).ken(170).load(rooms));
        assertEquals("654321", change.sgc().digits());
        assertFalse(change.rollover());
    }

    @Test
    void aMeterWithEa07GetsTwoTokensAndItsCreditWhicheverItsDerivation() {
        for (Dkga dkga : Dkga.values()) {
            int revision = 1 + 2 * List.of(Dkga.values()).indexOf(dkga);
            KeyChange change = changed(
                    ea07(dkga, revision).load(rooms),
                    ea07(dkga, revision + 1).ken(200).load(rooms));
            assertFalse(change.rollover());
        }
    }

    @Test
    void aMeterLeavesItsDefaultKeyForItsUniqueOne() {
        KeyLetter factory = KeyLetter.of("000001", 1).type(KeyType.DDTK).load(rooms);
        assertEquals(KeyType.DUTK, changed(factory, ea11(1).load(rooms)).kt());
    }

    @Test
    void aMeterGetsAnotherTariffIndexUnderTheSameVendingKey() {
        KeyLetter key = ea11(1).load(rooms);
        MeterKeyParameters meter = key.meter(SERIAL);
        TariffIndex other = new TariffIndex(42);
        KeyChange change = changed(key, meter, key, new KeyTarget(meter.sgc(), other, meter.krn()));
        assertEquals(other, change.ti());
    }

    @Test
    void aMeterWhoseTargetIsReachedGetsItsCreditAloneEvenUnderAKeyThatChangesNone() {
        KeyLetter key = ea11(1).allowing("0.0").load(rooms);
        IssueResult.Issued issued = desk.issued(Desk.creditAt(key.meter(SERIAL), key.target()));
        assertEquals(1, issued.tokens().size());
        assertEquals(Optional.empty(), issued.newKey());
    }

    @Test
    void aLaterBaseDateEmptiesTheMetersMemoryAndItsTokenIdentifiersBeginAnew() {
        KeyLetter old = ea11(1).load(rooms);
        KeyLetter next = ea11(2).baseDate(BaseDate.BD2035).load(rooms);
        database.clock().set(BaseDate.BD2035.start().plus(Duration.ofMinutes(90)));
        desk.issued(Desk.credit(old.meter(SERIAL), UNITS));
        assertTrue(changed(old, next).rollover());
        assertEquals(List.of("14", "35"), database.names("select base_date from token_identifier order by base_date"));
        assertEquals(90, database.count("select last_tid from token_identifier where base_date = '35'"));
    }

    @Test
    void theTokensOfASetAreKeptInTheirOrder() throws Exception {
        KeyLetter old = ea11(1).load(rooms);
        TokenRequest request =
                Desk.creditAt(old.meter(SERIAL), ea11(2).load(rooms).target());
        List<MadeToken> made = desk.issued(request).tokens();
        assertEquals(made, rooms.get(TokenBean.class).tokensOf(request.owner()));
        assertEquals(
                List.of("0 2.3 -", "1 2.4 -", "2 2.8 -", "3 2.9 -", "4 0.0 tid"),
                database.names("select position || ' ' || token_class || '.' || sub_class || ' '"
                        + " || case when tid is null then '-' else 'tid' end from issued_token order by position"));
    }
}
