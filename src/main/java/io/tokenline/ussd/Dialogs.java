package io.tokenline.ussd;

import io.tokenline.DatabaseAway;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.ussd.menu.DialledString;
import io.tokenline.ussd.menu.Menu;
import io.tokenline.ussd.menu.Message;
import io.tokenline.ussd.menu.Position;
import io.tokenline.ussd.menu.ScreenLimit;
import io.tokenline.ussd.menu.Step;
import io.tokenline.ussd.menu.Turn;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs USSD dialogs: takes what gateways tell, whatever their dialect, and answers with the next screen. Never waits
 * for a network; a step waits for an earlier one of the same subscriber only.
 */
@ApplicationScoped
public class Dialogs {

    /** The action that changes the language of a subscriber, and of the dialog it is part of. */
    static final String SET_LANGUAGE = "set_language";

    /** The answer that names the language for {@link #SET_LANGUAGE}. */
    static final String LANGUAGE = "language";

    private static final Logger LOG = LoggerFactory.getLogger(Dialogs.class);

    /** Actions one answer may set off; more is a menu that runs in a circle. */
    private static final int MAX_ACTIONS = 16;

    /** Between two sweeps that a full house asks for; each looks at all dialogs. */
    private static final Duration SWEEP_AGAIN = Duration.ofSeconds(1);

    private final Menus menus;
    private final Actions actions;
    private final Settings settings;
    private final Clock clock;
    private final OpenDialogs open;
    private final DroppedDialogs dropped;
    private final DialogLocks locks = new DialogLocks();
    private volatile Instant swept = Instant.MIN;

    /** Dialogs of one service. */
    @Inject
    public Dialogs(Menus menus, Actions actions, Settings settings, Clock clock, DialogCaches caches) {
        this.menus = menus;
        this.actions = actions;
        this.settings = settings;
        this.clock = clock;
        this.open = new OpenDialogs(caches.open(), settings.dialogs());
        this.dropped = new DroppedDialogs(caches.dropped());
    }

    /** Takes one step of a dialog. */
    public UssdReply next(UssdRequest request) {
        return switch (request.kind()) {
            case BEGIN -> begin(request);
            case ANSWER -> answer(request);
            case ABORT -> abort(request);
        };
    }

    /** Closes the dialogs that have been silent, or open, for too long; call it every few seconds. */
    public void sweep() {
        swept = clock.instant();
        for (Dialog dialog : open.expired(swept)) {
            locks.ifIdle(dialog.subscriber, () -> expire(dialog));
        }
        open.recount();
    }

    /** How many dialogs are open. */
    public int open() {
        return open.size();
    }

    private UssdReply begin(UssdRequest request) {
        DialledString dialled = DialledString.read(request.text(), settings.ussdCode());
        if (!(dialled instanceof DialledString.Ours ours)) {
            LOG.info("TKL-2006 refused a dialled string that is not ours or too long, from {}", request.msisdn());
            boolean tooLong = dialled instanceof DialledString.TooLong;
            return UssdReply.end(message(tooLong ? Message.DIAL_TOO_LONG : Message.WRONG_CODE, request));
        }
        return inTurn(request, () -> {
            Dialog dialog = Dialog.begun(request, clock.instant());
            if (!opened(dialog)) {
                LOG.warn(
                        "TKL-2007 refused a dialog: {} are open",
                        settings.dialogs().max());
                return UssdReply.BUSY;
            }
            LOG.info("TKL-2001 dialog {} begun by {} over {}", dialog.id, request.msisdn(), request.link());
            Optional<Position> broken = dropped.recall(dialog.subscriber, clock.instant());
            Optional<Position> left =
                    broken.filter(there -> ours.preAnswers().isEmpty()).filter(this::isResumable);
            Menu menu = left.flatMap(there -> menus.of(there.version())).orElseGet(menus::current);
            ScreenLimit limit = request.limit().orElse(menu.definition().limit());
            return step(dialog, request, menu, () -> {
                String language = language(request);
                if (broken.isPresent()) {
                    dropped.forget(dialog.subscriber);
                }
                return left.map(there -> menu.resumption().ask(there, language, limit))
                        .orElseGet(() -> menu.start(language, ours.preAnswers(), limit));
            });
        });
    }

    private boolean isResumable(Position position) {
        return menus.of(position.version())
                .filter(menu -> menu.resumption().isPossible(position))
                .isPresent();
    }

    /** A dialog that broke off is remembered, unless it has nothing to go on with, or asked for money. */
    private void drop(Dialog dialog) {
        if (!dialog.hasSpent() && dialog.position().filter(this::isResumable).isPresent()) {
            dropped.remember(dialog, clock.instant());
        }
    }

    /** Opens a dialog in the place of the subscriber's one before; false where too many are open. */
    private boolean opened(Dialog dialog) {
        Instant now = clock.instant();
        Optional<Dialog> older = open.find(dialog.subscriber);
        if (older.filter(before -> before.isExpired(now, settings.dialogs())).isPresent()) {
            expire(older.get());
            older = Optional.empty();
        }
        OpenDialogs.Opening opening = open.open(dialog, older);
        if (opening == OpenDialogs.Opening.FULL && !now.isBefore(swept.plus(SWEEP_AGAIN))) {
            sweep();
            opening = open.open(dialog, older);
        }
        if (opening == OpenDialogs.Opening.SUPERSEDED) {
            LOG.info("TKL-2004 dialog {} superseded by {}", older.orElseThrow().id, dialog.id);
            drop(older.orElseThrow());
        }
        return opening != OpenDialogs.Opening.FULL;
    }

    private UssdReply answer(UssdRequest request) {
        return inTurn(request, () -> {
            Dialog dialog = find(request).orElse(null);
            if (dialog == null) {
                return ended(request);
            }
            if (dialog.isExpired(clock.instant(), settings.dialogs())) {
                expire(dialog);
                return ended(request);
            }
            Position position = dialog.position().orElse(null);
            Menu menu = Optional.ofNullable(position)
                    .flatMap(p -> menus.of(p.version()))
                    .orElse(null);
            if (position == null || menu == null) {
                open.close(dialog);
                LOG.warn("TKL-2017 dialog {} began on a menu that is forgotten", dialog.id);
                return ended(request);
            }
            return step(dialog, request, menu, () -> menu.next(position, request.text()));
        });
    }

    /** Waits for nothing: a step that is running is told when it is done. */
    private UssdReply abort(UssdRequest request) {
        Optional<Dialog> dialog = find(request);
        while (dialog.isPresent() && !open.close(dialog.get())) {
            dialog = find(request);
        }
        dialog.ifPresent(closed -> {
            LOG.info("TKL-2005 dialog {} aborted by {}", closed.id, request.msisdn());
            drop(closed);
        });
        return UssdReply.NOTHING;
    }

    /** The subscriber's dialog, where the gateway speaks of the same one. */
    private Optional<Dialog> find(UssdRequest request) {
        return open.find(Dialog.Subscriber.of(request))
                .filter(dialog -> dialog.gatewaySession.equals(request.gatewaySession()));
    }

    private void expire(Dialog dialog) {
        if (open.close(dialog)) {
            LOG.info("TKL-2003 dialog {} expired", dialog.id);
            drop(dialog);
        }
    }

    private UssdReply ended(UssdRequest request) {
        LOG.info("TKL-2008 answer of {} to a dialog that is over", request.msisdn());
        return UssdReply.end(message(Message.SESSION_ENDED, request));
    }

    /** One step with all the actions it sets off; whatever goes wrong in it ends the dialog with an apology. */
    private UssdReply step(Dialog begun, UssdRequest request, Menu menu, Supplier<Turn> first) {
        Dialog dialog = begun;
        try {
            Turn turn = first.get();
            for (int done = 0; turn.step() instanceof Step.Act act; done++) {
                if (done >= MAX_ACTIONS) {
                    throw new IllegalStateException(
                            "the menu runs in a circle at " + turn.position().screen());
                }
                if (menu.definition().isSpending(turn.position().screen())) {
                    dialog = spending(dialog);
                }
                turn = perform(menu, dialog, turn.position(), act);
            }
            return reply(dialog, request, turn);
        } catch (RuntimeException e) {
            open.close(dialog);
            LOG.atError()
                    .setCause(DatabaseAway.trace(e))
                    .log("TKL-2009 dialog {} of {} failed: {}", dialog.id, request.msisdn(), DatabaseAway.reason(e));
            return UssdReply.end(menu.message(Message.APOLOGY, dialog.language()));
        }
    }

    /** From now on nobody is offered to go on with it, even if it breaks off, or this server does, in the middle. */
    private Dialog spending(Dialog dialog) {
        Dialog spending = dialog.spending();
        if (!open.replace(dialog, spending)) {
            dropped.forget(dialog.subscriber);
        }
        return spending;
    }

    private Turn perform(Menu menu, Dialog dialog, Position position, Step.Act act) {
        DialogContext context = new DialogContext(
                dialog.id,
                dialog.textLink,
                dialog.subscriber.msisdn(),
                settings.ussdCode(),
                position.language(),
                act.args(),
                position.values());
        ActionResult result = actions.perform(act.action(), context);
        LOG.info("TKL-2010 dialog {} {}: {}", dialog.id, act.action(), result.outcome());
        Position then = position;
        String chosen = act.args().getOrDefault(LANGUAGE, "");
        if (act.action().equals(SET_LANGUAGE)
                && result.outcome() == Outcome.OK
                && menu.definition().languages().contains(chosen)) {
            then = position.speaking(chosen);
        }
        return menu.resume(then, result.outcome().name(), result.values(), result.rows());
    }

    private UssdReply reply(Dialog dialog, UssdRequest request, Turn turn) {
        if (turn.step() instanceof Step.End end) {
            if (open.close(dialog)) {
                LOG.info(
                        "TKL-2002 dialog {} ended at {}",
                        dialog.id,
                        turn.position().screen());
            }
            return UssdReply.end(end.text());
        }
        if (!open.replace(dialog, dialog.at(turn.position(), clock.instant()))) {
            LOG.info("TKL-2013 dialog {} of {} was closed during a step", dialog.id, request.msisdn());
            return UssdReply.NOTHING;
        }
        return UssdReply.show(((Step.Show) turn.step()).text());
    }

    private UssdReply inTurn(UssdRequest request, Supplier<UssdReply> step) {
        return locks.inTurn(Dialog.Subscriber.of(request), step).orElseGet(() -> {
            LOG.warn("TKL-2011 a dialog of {} is still busy with an earlier step", request.msisdn());
            return UssdReply.BUSY;
        });
    }

    private String language(UssdRequest request) {
        return actions.languageOf(request.msisdn());
    }

    /** A sentence outside any dialog; an unknown language must not keep the customer from reading it. */
    private String message(Message message, UssdRequest request) {
        try {
            return menus.current().message(message, language(request));
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(DatabaseAway.trace(e))
                    .log("TKL-2012 no language is known of {}: {}", request.msisdn(), DatabaseAway.reason(e));
            return menus.current().message(message, "");
        }
    }
}
