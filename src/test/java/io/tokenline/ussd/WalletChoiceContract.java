package io.tokenline.ussd;

import static io.tokenline.payment.FakeWallet.kes;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Database;
import io.tokenline.Outcome;
import io.tokenline.payment.Wallets;
import io.tokenline.payment.floats.FloatWallet;
import io.tokenline.payment.floats.Floats;
import io.tokenline.sms.InboundText;
import io.tokenline.sms.TextCommands;
import io.tokenline.vending.Shop;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of several wallets pays, as the customer chooses; on whichever database. */
abstract class WalletChoiceContract {

    private final Database database;
    private final Shop shop;
    private final Dialogs dialogs;
    private final String drn;

    WalletChoiceContract(Database database) {
        this.database = database;
        this.shop = new Shop(database);
        this.dialogs = ServedMenu.dialogs(shop.rooms().get(PrepaidActions.class), 100, database.clock());
        this.drn = shop.meter().drn();
    }

    private void openFloat() {
        FloatWallet wallet = shop.rooms().get(FloatWallet.class);
        shop.rooms().get(Wallets.class).addForSome(wallet, wallet::serves);
        assertEquals(Outcome.OK, shop.rooms().get(Floats.class).open("Agent", Shop.PHONE, kes(0), "amina"));
    }

    private String dial() {
        return dialogs.next(new UssdRequest(
                        "sandbox", Shop.PHONE, "7", UssdRequest.Kind.BEGIN, "*120*55*1*" + drn + "*500#"))
                .text();
    }

    private String answer(String typed) {
        return dialogs.next(new UssdRequest("sandbox", Shop.PHONE, "7", UssdRequest.Kind.ANSWER, typed))
                .text();
    }

    private String text(String text, String id) {
        shop.rooms()
                .get(TextCommands.class)
                .receive(new InboundText("sandbox", Shop.PHONE, "12055", text, id, "f" + id));
        List<String> answers =
                database.names("select coalesce(text, '') from outbox_message where message_key = 'answer " + id + "'");
        return answers.isEmpty() ? "" : answers.get(0);
    }

    private List<String> payers() {
        return database.names("select provider from payment_attempt order by created_at, id");
    }

    @Test
    void whoHasOneWalletIsNotAskedForOne() {
        assertTrue(dial().startsWith("Meter " + drn));
        assertTrue(answer("1").startsWith("Request "));
        assertEquals(List.of("fake"), payers());
    }

    @Test
    void whoHasTwoChoosesInTheDialog() {
        openFloat();
        assertEquals("Pay with:\n1 Float\n2 fake\n0 Back 00 Home", dial());
        String confirm = answer("2");
        assertTrue(confirm.startsWith("Meter " + drn), confirm);
        assertTrue(answer("1").startsWith("Request "));
        assertEquals(List.of("fake"), payers());
    }

    @Test
    void theFirstOfTwoIsTheUsualOne() {
        openFloat();
        dial();
        answer("1");
        assertTrue(answer("1").startsWith("Request "));
        assertEquals(List.of("float"), payers());
    }

    @Test
    void aTextMayNameTheWallet() {
        openFloat();
        text("BUY " + drn + " 300 Fake", "m1");
        database.clock().pass(java.time.Duration.ofSeconds(1));
        text("BUY " + drn + " 310", "m2");
        database.clock().pass(java.time.Duration.ofSeconds(1));
        text("BUY " + drn + " 320 float", "m3");
        assertEquals(List.of("fake", "float", "float"), payers());
    }

    @Test
    void aWalletThatIsNoneOfHisIsNotSoldWith() {
        openFloat();
        assertEquals(
                "which mobile money? send buy meter amount and one of: float, fake",
                text("BUY " + drn + " 300 airtel", "m1"));
        assertEquals(List.of(), payers());
    }

    @Test
    void whoHasOneWalletIsToldThatTheAmountIsNone() {
        String answer = text("BUY " + drn + " 300 airtel", "m1");
        assertTrue(answer.contains("amount"), answer);
        assertEquals(List.of(), payers());
    }
}
