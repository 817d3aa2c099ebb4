package io.tokenline.smpp;

import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.ussd.ActionResult;
import io.tokenline.ussd.Actions;
import io.tokenline.ussd.DialogContext;
import io.tokenline.ussd.Dialogs;
import io.tokenline.ussd.ServedMenu;
import io.tokenline.ussd.UssdReply;
import io.tokenline.ussd.UssdRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/**
 * What every customer of the benchmark does: dials, looks at what buying asks for, goes back, and reads the help, over
 * the menu that is served. No step of it needs a database.
 *
 * @param steps from the dialled string to the last text
 */
record StepScript(List<Step> steps) {

    private static final List<String> TYPED = List.of("*120*55#", "2", "0", "2", "0", "3");
    private static final int MOST_DIALOGS = 20_000;

    StepScript {
        steps = List.copyOf(steps);
    }

    /**
     * One step.
     *
     * @param typed by the customer
     * @param screen that follows
     * @param last whether the dialog ends with it
     */
    record Step(String typed, String screen, boolean last) {}

    /** The dialogs of the server, without the customers' languages, which are in the database. */
    static Dialogs dialogs() {
        return ServedMenu.dialogs(new NoActions(), MOST_DIALOGS, Clock.systemUTC());
    }

    /** Learns the screens from the menu itself. */
    static StepScript play() {
        Dialogs dialogs = dialogs();
        List<Step> steps = new ArrayList<>();
        for (String typed : TYPED) {
            UssdRequest.Kind kind = steps.isEmpty() ? UssdRequest.Kind.BEGIN : UssdRequest.Kind.ANSWER;
            UssdReply reply = dialogs.next(new UssdRequest("script", new Msisdn("254700000000"), "1", kind, typed));
            steps.add(new Step(typed, reply.text(), reply.kind() == UssdReply.Kind.END));
        }
        long ends = steps.stream().filter(Step::last).count();
        if (ends != 1 || !steps.get(steps.size() - 1).last()) {
            throw new IllegalStateException("the menu has changed: the script does not lead through it");
        }
        return new StepScript(steps);
    }

    /** Proves that no step reaches for the database. */
    private static final class NoActions implements Actions {

        @Override
        public ActionResult perform(String action, DialogContext context) {
            if (action.equals("welcome")) {
                return ActionResult.of(Outcome.REQUEST_UNKNOWN); // no banner, which the server knows by heart
            }
            throw new IllegalStateException("a step of the script does " + action);
        }

        @Override
        public String languageOf(Msisdn msisdn) {
            return "en";
        }
    }
}
