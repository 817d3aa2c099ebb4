package io.tokenline.aggregator;

import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.TestClock;
import io.tokenline.ussd.ActionResult;
import io.tokenline.ussd.Actions;
import io.tokenline.ussd.DialogContext;
import io.tokenline.ussd.Dialogs;
import io.tokenline.ussd.ServedMenu;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** An adapter before dialogs over the server's own menu, whose actions only note that they were asked for. */
final class Bed implements Actions {

    private static final Set<String> TOWARDS_A_PURCHASE = Set.of("find_meter", "quote", "buy");

    static final String CODE = "*120*55#";
    static final String METER = "01234567890";
    static final String REFERENCE = "A1B2C3D4";
    static final Duration KEEP = Duration.ofMinutes(3);

    record Done(String action, DialogContext context) {}

    final TestClock clock = new TestClock();
    final List<Done> done = new CopyOnWriteArrayList<>();
    final Dialogs dialogs;
    final Adapter adapter;
    final Aggregator aggregator;
    final Profile profile;
    volatile String owner = "A. M***** W.";

    Bed(String profile) {
        this(profile, "");
    }

    /** At an aggregator whose customers dial a code of its own. */
    Bed(String profile, String serviceCode) {
        this.dialogs = ServedMenu.dialogs(this, 5, clock);
        this.adapter = new Adapter(dialogs::next, CODE, "254", KEEP, clock);
        this.profile = new Profiles().named(profile).orElseThrow();
        this.aggregator = new Aggregator(
                "here", "key", new AggregatorTerms(profile, serviceCode, List.of(), true), clock.instant());
    }

    HttpAnswer send(HttpCall call) throws Refused {
        return adapter.answer(aggregator, profile, call);
    }

    /** What the dialogs did towards a purchase; what they only looked up is left out. */
    List<String> actions() {
        return done.stream()
                .map(Done::action)
                .filter(TOWARDS_A_PURCHASE::contains)
                .toList();
    }

    @Override
    public ActionResult perform(String action, DialogContext context) {
        done.add(new Done(action, context));
        return switch (action) {
            case "quote" -> new ActionResult(Outcome.OK, Map.of("owner", owner, "units", "14.3"));
            case "buy" -> new ActionResult(Outcome.OK, Map.of("reference", REFERENCE));
            case "same_again", "wallets", "welcome" -> ActionResult.of(Outcome.REQUEST_UNKNOWN);
            default -> ActionResult.of(Outcome.OK);
        };
    }

    @Override
    public String languageOf(Msisdn msisdn) {
        return "en";
    }
}
