package io.tokenline.ussd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.TestClock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a customer sees on the screen where nothing can be sold for his amount. */
class RefusalScreensTest {

    private static final Msisdn PHONE = new Msisdn("254700123456");
    private static final String METER = "01234567890";

    private static final String ASK_AGAIN = "\nHow much do you want to buy, in KES? (50 to 20,000)\n0 Back 00 Home";
    private static final UssdReply ATTENTION = UssdReply.end("Meter " + METER
            + " needs attention before it can buy. Nothing was paid. Please call your electricity company.");

    private final Map<Outcome, UssdReply> screens = new EnumMap<>(Outcome.class);

    RefusalScreensTest() {
        for (Outcome outcome : List.of(
                Outcome.KEY_NOT_LOADED,
                Outcome.KEY_MISMATCH,
                Outcome.KEY_EXPIRED,
                Outcome.KEY_NOT_ACTIVE,
                Outcome.KEY_WITHDRAWN,
                Outcome.KEY_NOT_ALLOWED,
                Outcome.KEY_CHANGE_REFUSED,
                Outcome.KEY_CHANGE_BACKWARDS,
                Outcome.STA_TABLES_MISSING,
                Outcome.TARIFF_MISSING)) {
            screens.put(outcome, ATTENTION);
        }
        again(Outcome.AMOUNT_INVALID, "Please type an amount, like 500.");
        again(Outcome.AMOUNT_TOO_LOW, "For this meter the least is KES 250.00.");
        again(Outcome.AMOUNT_TOO_HIGH, "That is too much for this meter.");
        again(Outcome.AMOUNT_NOT_WHOLE, "Mobile money takes whole amounts only, like 500.");
        again(Outcome.AMOUNT_NOT_ENCODABLE, "That amount does not work for this meter. Please try another.");
        again(Outcome.TOKEN_LIMIT, "That is too much for one token. Please try less.");
        screens.put(
                Outcome.DAY_LIMIT,
                UssdReply.end("Sales in your area have reached today's limit. Nothing was paid."
                        + " Please try again tomorrow."));
        screens.put(
                Outcome.METER_BLOCKED,
                UssdReply.end("Meter " + METER + " cannot buy at the moment. Nothing was paid."
                        + " Please visit your electricity company."));
        screens.put(
                Outcome.WALLET_UNAVAILABLE,
                UssdReply.end("Mobile money is not available for your number now. Nothing was paid."
                        + " Please try again later."));
        screens.put(
                Outcome.VAULT_CLOSED,
                UssdReply.end("Sorry, we cannot do this right now. Please dial *120*55# again in a few minutes."));
    }

    private void again(Outcome outcome, String why) {
        screens.put(outcome, UssdReply.show(why + ASK_AGAIN));
    }

    /** Dials straight to the quote, which comes to this outcome. */
    private static UssdReply quoted(Outcome outcome, String language) {
        Actions actions = new Actions() {
            @Override
            public ActionResult perform(String action, DialogContext context) {
                return new ActionResult(action.equals("quote") ? outcome : Outcome.OK, Map.of("least", "250.00"));
            }

            @Override
            public String languageOf(Msisdn msisdn) {
                return language;
            }
        };
        return ServedMenu.dialogs(actions, 10, new TestClock())
                .next(new UssdRequest("sandbox", PHONE, "7", UssdRequest.Kind.BEGIN, "*120*55*1*" + METER + "*300#"));
    }

    @Test
    void eachRefusalOfAQuoteHasItsScreen() {
        screens.forEach((outcome, screen) -> assertEquals(screen, quoted(outcome, "en"), outcome.name()));
    }

    @Test
    void whoReadsSwahiliIsLedTheSameWay() {
        screens.forEach((outcome, screen) -> {
            UssdReply reply = quoted(outcome, "sw");
            assertEquals(screen.kind(), reply.kind(), outcome.name());
            assertTrue(!reply.text().equals(screen.text()), outcome.name());
        });
    }
}
