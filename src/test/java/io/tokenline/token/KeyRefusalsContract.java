package io.tokenline.token;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.Rooms;
import io.tokenline.TestClock;
import io.tokenline.token.sts.Amount16;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.CreditRegister;
import io.tokenline.token.sts.Dkga;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.KeyType;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.vault.KeyLetter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a key does not allow is refused, both before the money is asked for and after, on whichever database. */
abstract class KeyRefusalsContract {

    private static final String GROUP = "123457";
    private static final int SERIAL = 4711;

    private final Rooms rooms;
    private final TestClock clock;
    private final Desk desk;

    KeyRefusalsContract(Database database) {
        this.rooms = new Rooms(database);
        this.clock = database.clock();
        this.desk = new Desk(rooms);
    }

    private static KeyLetter letter(int revision) {
        return KeyLetter.of(GROUP, revision);
    }

    private static TokenRequest credit(KeyLetter key) {
        return Desk.credit(key.meter(SERIAL), 100);
    }

    private static TokenRequest change(KeyLetter from, KeyLetter to) {
        return Desk.creditAt(from.meter(SERIAL), to.target());
    }

    @Test
    void aGroupThatHasNoKeyIsRefused() {
        letter(1).load(rooms);
        desk.refuses(Outcome.KEY_NOT_LOADED, credit(KeyLetter.of("123458", 1)));
    }

    @Test
    void aRevisionThatIsNotLoadedIsRefused() {
        letter(1).load(rooms);
        desk.refuses(Outcome.KEY_NOT_LOADED, credit(letter(2)));
    }

    @Test
    void aTargetThatIsNotLoadedIsRefused() {
        letter(1).load(rooms);
        desk.refuses(Outcome.KEY_NOT_LOADED, change(letter(1), letter(2)));
        desk.refuses(Outcome.KEY_NOT_LOADED, change(letter(3), letter(1)));
    }

    @Test
    void aMeterOfAnotherKeyTypeIsRefused() {
        letter(1).load(rooms);
        desk.refuses(Outcome.KEY_MISMATCH, credit(letter(1).type(KeyType.DDTK)));
    }

    @Test
    void aMeterOfAnotherCipherIsRefused() {
        letter(1).load(rooms);
        desk.refuses(Outcome.KEY_MISMATCH, credit(letter(1).cipher(Dkga.DKGA04, EncryptionAlgorithm.EA07)));
    }

    @Test
    void aMeterOfAnotherDerivationIsRefused() {
        letter(1).cipher(Dkga.DKGA04, EncryptionAlgorithm.EA07).load(rooms);
        desk.refuses(Outcome.KEY_MISMATCH, credit(letter(1).cipher(Dkga.DKGA02, EncryptionAlgorithm.EA07)));
    }

    @Test
    void aMeterOfAnotherBaseDateIsRefused() {
        letter(1).load(rooms);
        desk.refuses(Outcome.KEY_MISMATCH, credit(letter(1).baseDate(BaseDate.BD1993)));
        desk.refuses(Outcome.KEY_MISMATCH, credit(letter(1).baseDate(BaseDate.BD2035)));
    }

    @Test
    void aMeterWhoseKeyIsOfAnotherKindIsNotLedAwayFromIt() {
        letter(1).load(rooms);
        letter(2).load(rooms);
        desk.refuses(Outcome.KEY_MISMATCH, change(letter(1).type(KeyType.DDTK), letter(2)));
        desk.refuses(Outcome.KEY_MISMATCH, change(letter(1).baseDate(BaseDate.BD1993), letter(2)));
    }

    @Test
    void aMeterIsNotLedToAKeyOfAnotherCipherOrDerivation() {
        letter(1).load(rooms);
        letter(2).cipher(Dkga.DKGA04, EncryptionAlgorithm.EA07).load(rooms);
        desk.refuses(Outcome.KEY_MISMATCH, change(letter(1), letter(2)));
        KeyLetter des = letter(3).cipher(Dkga.DKGA02, EncryptionAlgorithm.EA07).load(rooms);
        desk.refuses(Outcome.KEY_MISMATCH, change(des, letter(2)));
    }

    @Test
    void aWithdrawnKeyIsRefused() {
        KeyLetter key = letter(1).load(rooms);
        key.withdraw(rooms);
        desk.refuses(Outcome.KEY_WITHDRAWN, credit(key));
    }

    @Test
    void eachKindOfTokenThatIsNotOnTheKeysListIsRefused() {
        Amount16 watts = Amount16.atLeast(5_000).orElseThrow();
        List<TokenOrder> orders = List.of(
                Desk.units(100),
                new TokenOrder.PowerLimit(watts),
                new TokenOrder.Clear(CreditRegister.ELECTRICITY),
                new TokenOrder.ClearTamper(),
                new TokenOrder.PhaseUnbalance(watts));
        for (int allowed = 0; allowed < orders.size(); allowed++) {
            TokenOrder only = orders.get(allowed);
            KeyLetter key = KeyLetter.of(GROUP, 1 + allowed)
                    .allowing(only.tokenClass() + "." + only.subClass())
                    .load(rooms);
            MeterKeyParameters meter = key.meter(SERIAL + allowed);
            for (TokenOrder order : orders) {
                TokenRequest request = Desk.request(meter, Optional.empty(), order);
                if (order == only) {
                    desk.issued(request);
                } else {
                    desk.refuses(Outcome.KEY_NOT_ALLOWED, request);
                }
            }
        }
    }

    @Test
    void aKeyChangeThatThePresentKeyMayNotMakeIsRefused() {
        letter(1).allowing("0.0").load(rooms);
        letter(2).load(rooms);
        desk.refuses(Outcome.KEY_NOT_ALLOWED, change(letter(1), letter(2)));
        desk.issued(change(letter(2), letter(1)));
    }

    @Test
    void creditUnderADefaultKeyIsRefusedEvenWhereItsListHasIt() {
        KeyLetter key = letter(1).type(KeyType.DDTK).load(rooms);
        desk.refuses(Outcome.KEY_NOT_ALLOWED, credit(key));
        desk.issued(Desk.request(key.meter(SERIAL), Optional.empty(), new TokenOrder.ClearTamper()));
    }

    @Test
    void creditAfterAChangeToADefaultKeyIsRefused() {
        letter(1).load(rooms);
        KeyLetter key = letter(2).type(KeyType.DDTK).load(rooms);
        desk.refuses(Outcome.KEY_NOT_ALLOWED, change(letter(1), key));
    }

    @Test
    void aChangeToAnExpiredOrWithdrawnKeyIsRefused() {
        letter(1).load(rooms);
        letter(2).ken(0).load(rooms);
        letter(3).issueUntil(TestClock.START).load(rooms);
        letter(4).load(rooms).withdraw(rooms);
        desk.refuses(Outcome.KEY_EXPIRED, change(letter(1), letter(2)));
        desk.refuses(Outcome.KEY_EXPIRED, change(letter(1), letter(3)));
        desk.refuses(Outcome.KEY_WITHDRAWN, change(letter(1), letter(4)));
        desk.refuses(Outcome.KEY_EXPIRED, change(letter(2), letter(3)));
    }

    @Test
    void aChangeFromAnExpiredOrWithdrawnKeyIsHowItsMetersAreSaved() {
        letter(1).load(rooms);
        letter(2).ken(0).load(rooms);
        letter(3).issueUntil(TestClock.START).load(rooms);
        letter(4).load(rooms).withdraw(rooms);
        for (int revision = 2; revision <= 4; revision++) {
            desk.issued(Desk.creditAt(
                    letter(revision).meter(SERIAL + revision), letter(1).target()));
        }
    }

    @Test
    void aChangeBackToAnEarlierBaseDateIsRefused() {
        KeyLetter later = letter(1).baseDate(BaseDate.BD2035).load(rooms);
        letter(2).load(rooms);
        clock.set(BaseDate.BD2035.start().plusSeconds(60));
        desk.refuses(Outcome.KEY_CHANGE_BACKWARDS, change(later, letter(2)));
    }

    @Test
    void aChangeToALaterBaseDateIsRefusedBeforeThatHasCome() {
        letter(1).load(rooms);
        KeyLetter later =
                letter(2).baseDate(BaseDate.BD2035).activeFrom(TestClock.START).load(rooms);
        desk.refuses(Outcome.KEY_NOT_ACTIVE, change(letter(1), later));
        clock.set(BaseDate.BD2035.start());
        desk.issued(change(letter(1), later));
    }
}
