package io.tokenline.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.tokenline.Database;
import io.tokenline.vending.Shop;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What a wallet told, for the person who looks after its case, on whichever database. */
abstract class KeptCallbacksContract {

    private static final String TOLD = "gibberish 254700123456";

    private final Database database;
    private final KeptCallbacks kept;
    private final Shop shop;

    KeptCallbacksContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.kept = shop.rooms().get(KeptCallbacks.class);
    }

    @Test
    void theCallbackOfACaseIsShownWordForWordAndThatIsWrittenDown() {
        shop.rooms().get(Callbacks.class).receive("fake", "W2", TOLD);
        long orphan = database.count("select id from payment_case where kind = 'ORPHAN_CALLBACK'");
        assertFalse(database.names("select body from payment_callback").contains(TOLD), "it lies sealed");
        KeptCallbacks.Told told =
                kept.reveal(orphan, "amina", "the provider asks for it").orElseThrow();
        assertEquals(TOLD, told.body());
        assertFalse(told.toString().contains(TOLD));
        assertEquals(
                List.of("amina case " + orphan + " the provider asks for it"),
                database.names("select concat(actor, ' ', object, ' ', detail) from audit_event"
                        + " where action = 'CALLBACK_REVEALED'"));
    }

    @Test
    void aCaseThatIsAboutNoCallbackShowsNoneAndNothingIsWrittenDown() {
        database.tx(() -> shop.rooms().get(Suspense.class).open("fake", "R1", FakeWallet.kes(1_00)));
        long suspense = database.count("select id from payment_case");
        assertEquals(Optional.empty(), kept.reveal(suspense, "amina", "just to see"));
        assertEquals(Optional.empty(), kept.reveal(-1, "amina", "just to see"));
        assertEquals(0, database.count("select count(*) from audit_event where action = 'CALLBACK_REVEALED'"));
    }
}
