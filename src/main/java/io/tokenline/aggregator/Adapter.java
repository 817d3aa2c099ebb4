package io.tokenline.aggregator;

import io.tokenline.Msisdn;
import io.tokenline.aggregator.Sessions.Asked;
import io.tokenline.aggregator.Sessions.Session;
import io.tokenline.delivery.MessageSender;
import io.tokenline.ussd.UssdReply;
import io.tokenline.ussd.UssdRequest;
import io.tokenline.ussd.menu.ScreenLimit;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns a request of an aggregator into a step of a dialog, has each taken once, and writes the answer as it wants it. */
final class Adapter {

    private static final Logger LOG = LoggerFactory.getLogger(Adapter.class);
    private static final int LOCK_SECONDS = 5;
    private static final int SESSION_MAX = 100;
    private static final int REASON_MAX = 40;

    private final Function<UssdRequest, UssdReply> dialogs;
    private final String serviceCode;
    private final String countryCode;
    private final Clock clock;
    private final Sessions sessions;

    /**
     * An adapter for all aggregators.
     *
     * @param dialogs answers a step
     * @param serviceCode the code that dialogs know
     * @param countryCode see {@link Msisdn#parse}
     * @param keep how long a session is remembered after its last request; as long as a dialog may last
     */
    Adapter(
            Function<UssdRequest, UssdReply> dialogs,
            String serviceCode,
            String countryCode,
            Duration keep,
            Clock clock) {
        this.dialogs = dialogs;
        this.serviceCode = serviceCode;
        this.countryCode = countryCode;
        this.clock = clock;
        this.sessions = new Sessions(clock, keep);
    }

    /** A request while it is worked on. */
    private record Step(Aggregator from, Profile profile, Fields fields, StepKind kind, String session, Msisdn msisdn) {

        String value(Field field) {
            return fields.at(field).orElse("");
        }

        String value(Optional<Field> field) {
            return field.map(this::value).orElse("").strip();
        }

        UssdRequest request(UssdRequest.Kind ussd, String text) {
            ScreenLimit limit = ScreenLimit.ofSeptets(profile.limit());
            return new UssdRequest(
                    from.link(), msisdn, session, ussd, text, MessageSender.ANY_LINK, Optional.of(limit));
        }
    }

    /**
     * Answers a request.
     *
     * @throws Refused where it does not fit the profile, 4xx, or cannot be taken now, 503
     */
    HttpAnswer answer(Aggregator from, Profile profile, HttpCall call) throws Refused {
        Fields fields = Fields.read(profile, call);
        StepKind kind = profile.kindOf(fields);
        String session = fields.at(profile.at().session()).map(String::strip).orElse("");
        if (!session.matches("[^\\p{Cntrl}]{1," + SESSION_MAX + "}")) {
            throw missing(profile.at().session(), "an id of 1 to " + SESSION_MAX + " characters");
        }
        boolean asks = kind == StepKind.BEGIN || kind == StepKind.ANSWER;
        Optional<Msisdn> msisdn = msisdn(from, profile, fields, session);
        if (msisdn.isEmpty()) {
            if (asks || fields.at(profile.at().msisdn()).isPresent()) {
                throw missing(profile.at().msisdn(), "a phone number");
            }
            return taken(profile, fields, session, false);
        }
        if (asks && fields.at(profile.at().text()).isEmpty()) {
            throw missing(profile.at().text(), "what was typed, or an empty text");
        }
        return locked(new Step(from, profile, fields, kind, session, msisdn.get()));
    }

    private Optional<Msisdn> msisdn(Aggregator from, Profile profile, Fields fields, String session) {
        Optional<String> said = fields.at(profile.at().msisdn());
        return said.isPresent() ? Msisdn.parse(said.get(), countryCode) : sessions.phoneOf(from.name(), session);
    }

    private static Refused missing(Field field, String wanted) {
        return Refused.unreadable("'" + field + "' must hold " + wanted + ".");
    }

    private HttpAnswer locked(Step step) throws Refused {
        Session session = sessions.of(step.from().name(), step.session(), step.msisdn());
        try {
            if (!session.lock.tryLock(LOCK_SECONDS, TimeUnit.SECONDS)) {
                throw busy();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        }
        try {
            return taken(step, session);
        } finally {
            session.lock.unlock();
        }
    }

    private HttpAnswer taken(Step step, Session session) throws Refused {
        return switch (step.kind()) {
            case STATUS ->
                taken(step.profile(), step.fields(), step.session(), session.hasBegun() && !session.isOver());
            case ABORT, TIMEOUT -> closed(step, session);
            case BEGIN, ANSWER -> asked(step, session);
        };
    }

    private HttpAnswer closed(Step step, Session session) {
        LOG.info(
                "TKL-1504 {}: a session of {} is over: {} {}",
                step.from().link(),
                step.msisdn(),
                step.kind(),
                plain(step.value(step.profile().at().reason())));
        UssdReply unused = dialogs.apply(step.request(UssdRequest.Kind.ABORT, ""));
        session.close(clock.instant());
        return taken(step.profile(), step.fields(), step.session(), false);
    }

    private HttpAnswer asked(Step step, Session session) throws Refused {
        Profile profile = step.profile();
        String text = step.value(profile.at().text());
        Asked asked = new Asked(step.kind(), text, step.value(profile.at().sequence()), profile.cumulative());
        Optional<UssdReply> before = session.repeated(asked, clock.instant());
        if (before.isPresent()) {
            LOG.info("TKL-1505 {}: a step of {} came again", step.from().link(), step.msisdn());
            return shown(step, before.get());
        }
        UssdRequest request = request(step, session, text);
        UssdReply reply = dialogs.apply(request);
        if (reply.kind() == UssdReply.Kind.BUSY || reply.kind() == UssdReply.Kind.NOTHING) {
            throw busy();
        }
        session.answered(asked, request.kind() == UssdRequest.Kind.BEGIN, reply, clock.instant());
        return shown(step, reply);
    }

    /** What a step is for the dialog; a cumulative text that does not go on from the one before is read from the start. */
    private UssdRequest request(Step step, Session session, String text) {
        boolean open = session.hasBegun() && !session.isOver();
        if (step.kind() == StepKind.BEGIN) {
            return begin(step, text);
        }
        if (session.isOver() || (step.profile().saysBegin() && !open)) {
            return step.request(UssdRequest.Kind.ANSWER, text);
        }
        if (!open) {
            return begin(step, text);
        }
        if (!step.profile().cumulative()) {
            return step.request(UssdRequest.Kind.ANSWER, text);
        }
        return session.newText(text)
                .map(typed -> step.request(UssdRequest.Kind.ANSWER, typed))
                .orElseGet(() -> begin(step, text));
    }

    private UssdRequest begin(Step step, String text) {
        String agreed = step.from().terms().serviceCode();
        String dialled = DialledCode.rebuild(
                serviceCode,
                agreed.isEmpty() ? serviceCode : agreed,
                step.value(step.profile().at().code()),
                step.profile().dialledByCode() ? "" : text);
        return step.request(UssdRequest.Kind.BEGIN, dialled);
    }

    private static HttpAnswer shown(Step step, UssdReply reply) {
        AnswerForm form = step.profile().answer();
        Map<String, String> values = values(step.profile(), step.fields(), step.session());
        values.put("text", reply.text());
        values.put("active", Boolean.toString(reply.kind() == UssdReply.Kind.CONTINUE));
        return form.filled(reply.kind() == UssdReply.Kind.CONTINUE ? form.more() : form.last(), values);
    }

    private static HttpAnswer taken(Profile profile, Fields fields, String session, boolean active) {
        Map<String, String> values = values(profile, fields, session);
        values.put("active", Boolean.toString(active));
        return profile.answer().filled(profile.answer().taken(), values);
    }

    private static Map<String, String> values(Profile profile, Fields fields, String session) {
        Map<String, String> values = new HashMap<>();
        profile.echo()
                .forEach((name, field) -> values.put(name, fields.at(field).orElse("")));
        values.put("session", session);
        values.put("msisdn", fields.at(profile.at().msisdn()).map(String::strip).orElse(""));
        return values;
    }

    private static Refused busy() {
        return new Refused(503, "Too much is going on: send it again in a moment.");
    }

    /** A word of somebody else's, fit for a line of the log: digits only of short numbers, so that no phone gets there. */
    private static String plain(String word) {
        String letters = word.replaceAll("[0-9]{4,}", "#").replaceAll("[^A-Za-z0-9# _-]", "?");
        return letters.substring(0, Math.min(REASON_MAX, letters.length()));
    }
}
