package io.tokenline.vending;

import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.TwoPersons;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import io.tokenline.metering.Meter;
import io.tokenline.metering.Meters;
import io.tokenline.metering.Subscribers;
import io.tokenline.token.IssueResult;
import io.tokenline.token.MadeToken;
import io.tokenline.token.TokenBean;
import io.tokenline.token.TokenOrder;
import io.tokenline.token.TokenRequest;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.MeterPan;
import io.tokenline.token.sts.Token20;
import io.tokenline.vault.VaultException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Engineering tokens: power limits, clear credit, clear tamper, free units, tests. One person asks and says why, another
 * approves; the token then goes to a phone or is shown once.
 */
@ApplicationScoped
@Transactional
public class Engineering {

    private static final Logger LOG = LoggerFactory.getLogger(Engineering.class);

    private static final int PAGE_MAX = 1_000;

    private final EngineeringStore store;
    private final Meters meters;
    private final Subscribers subscribers;
    private final TokenBean tokens;
    private final Replacements replacements;
    private final Notices notices;
    private final References references;
    private final Audit audit;
    private final Clock clock;

    @Inject
    Engineering(
            EngineeringStore store,
            Meters meters,
            Subscribers subscribers,
            TokenBean tokens,
            Replacements replacements,
            Notices notices,
            References references,
            Audit audit,
            Clock clock) {
        this.store = store;
        this.meters = meters;
        this.subscribers = subscribers;
        this.tokens = tokens;
        this.replacements = replacements;
        this.notices = notices;
        this.references = references;
        this.audit = audit;
        this.clock = clock;
    }

    /**
     * A token that is asked for.
     *
     * @param meter DRN or MeterPAN
     * @param value see {@link EngineeringKind}
     * @param reason why, 5 to 200 characters
     * @param to the phone that gets it; empty to have it shown once
     */
    public record Wish(String meter, EngineeringKind kind, long value, String reason, Optional<Msisdn> to) {

        private static final int REASON_MIN = 5;
        private static final int REASON_MAX = 200;

        public Wish {
            if (reason.strip().length() < REASON_MIN || reason.length() > REASON_MAX) {
                throw new IllegalArgumentException("a reason has 5 to 200 characters");
            }
        }
    }

    /**
     * A request as its persons see it; never with the token.
     *
     * @param newMeter the meter that is to hang in its place; absent where none is
     * @param value what the token says, which is a little more than what was asked for where 16 bits cannot say that
     */
    public record View(
            long id,
            String reference,
            String meter,
            @Nullable String newMeter,
            EngineeringKind kind,
            long value,
            String reason,
            String state,
            @Nullable Outcome refusal,
            String proposedBy,
            @Nullable String decidedBy,
            String delivery) {}

    /** What became of a request or decision. */
    public record Result(Outcome outcome, Optional<View> request) {}

    /**
     * Asks for a token.
     *
     * @return OK, METER_NUMBER_INVALID, METER_UNKNOWN, VALUE_INVALID, or why no token could be made
     */
    public Result propose(Wish wish, String person) {
        Optional<MeterPan> pan = MeterPan.parse(wish.meter());
        if (pan.isEmpty()) {
            return refused(Outcome.METER_NUMBER_INVALID);
        }
        Optional<Meter> meter = meters.byPan(pan.get());
        Outcome outcome = meter.map(found -> judge(wish, found)).orElse(Outcome.METER_UNKNOWN);
        return outcome == Outcome.OK
                ? new Result(Outcome.OK, Optional.of(view(enter(wish, meter.orElseThrow(), person))))
                : refused(outcome);
    }

    /** A replacement has to know the new meter, too. */
    private Outcome judge(Wish wish, Meter meter) {
        return wish.kind() == EngineeringKind.REPLACEMENT
                ? Outcome.VALUE_INVALID
                : wish.kind()
                        .order(wish.value())
                        .map(order -> tokens.judge(request("", meter, order)))
                        .orElse(Outcome.VALUE_INVALID);
    }

    private EngineeringRequest enter(Wish wish, Meter meter, String person) {
        String language = wish.to().map(subscribers::languageOf).orElse(Subscribers.FIRST_LANGUAGE);
        EngineeringRequest request = new EngineeringRequest(
                references.next(), wish, meter, language, new TwoPersons(person, clock.instant()));
        store.add(request);
        record(request, person, "ENGINEERING_PROPOSED", wish.reason());
        return request;
    }

    /**
     * Asks for another meter in the place of one.
     *
     * @param wish a REPLACEMENT; its value is what was left on the old meter, in 0.1 kWh, 0 where nothing was
     * @param next the new meter as it was delivered
     * @return OK, METER_NUMBER_INVALID, METER_UNKNOWN, METER_REPLACED, METER_EXISTS, VALUE_INVALID, or why no token could be
     *     made for the new one
     */
    public Result replace(Wish wish, MeterKeyParameters next, String person) {
        Optional<MeterPan> pan = MeterPan.parse(wish.meter());
        if (pan.isEmpty()) {
            return refused(Outcome.METER_NUMBER_INVALID);
        }
        Optional<Meter> meter = meters.byPan(pan.get());
        Outcome outcome =
                meter.map(old -> replacements.judge(old, next, wish.value())).orElse(Outcome.METER_UNKNOWN);
        if (outcome != Outcome.OK) {
            return refused(outcome);
        }
        EngineeringRequest request = enter(wish, meter.orElseThrow(), person);
        replacements.plan(request, next);
        return new Result(Outcome.OK, Optional.of(view(request)));
    }

    private static Result refused(Outcome outcome) {
        return new Result(outcome, Optional.empty());
    }

    /** Under the meter's present key: what leads it to another one comes with a sale. */
    private static TokenRequest request(String owner, Meter meter, TokenOrder order) {
        return new TokenRequest(owner, meter.keyParameters(), Optional.empty(), order);
    }

    /**
     * Approves or rejects a request; approval makes the token.
     *
     * @return OK, REQUEST_UNKNOWN, SAME_PERSON, ALREADY_DECIDED, TID_WAIT or VAULT_CLOSED (ask again later), or why no
     *     token could be made
     */
    public Result decide(String reference, boolean approve, String person) {
        Optional<EngineeringRequest> found = store.lock(reference);
        if (found.isEmpty()) {
            return refused(Outcome.REQUEST_UNKNOWN);
        }
        EngineeringRequest request = found.get();
        Outcome outcome = request.persons().mayDecide(person);
        if (outcome == Outcome.OK) {
            outcome = approve ? issue(request, person) : reject(request, person);
        }
        return new Result(outcome, Optional.of(view(request)));
    }

    private Outcome reject(EngineeringRequest request, String person) {
        request.decide(EngineeringRequest.State.REJECTED, null, person, clock.instant());
        record(request, person, "ENGINEERING_REJECTED", "");
        return Outcome.OK;
    }

    private Outcome issue(EngineeringRequest request, String person) {
        Meter meter = meters.lock(request.meter()); // a sale may be changing its key just now
        Optional<MeterKeyParameters> next = replacements.next(request);
        Outcome possible =
                next.map(key -> replacements.judge(meter, key, request.value())).orElse(Outcome.OK);
        if (possible == Outcome.SALE_UNDER_WAY) {
            return possible; // it comes to its end, and then this can be approved
        }
        if (possible != Outcome.OK) {
            return refuse(request, possible, person);
        }
        Optional<TokenOrder> order = request.kind().order(request.value());
        if (order.isPresent()) {
            MeterKeyParameters key = next.orElseGet(meter::keyParameters);
            IssueResult result =
                    tokens.issue(new TokenRequest(request.reference(), key, Optional.empty(), order.get()));
            if (result instanceof IssueResult.Wait wait) {
                return wait.outcome();
            }
            if (result instanceof IssueResult.Refused refused) {
                return refuse(request, refused.outcome(), person);
            }
            MadeToken token = ((IssueResult.Issued) result).ordered();
            String drn = key.pan().drn().digits();
            request.to().ifPresent(to -> notices.service(request, drn, to, token));
        }
        request.decide(EngineeringRequest.State.ISSUED, null, person, clock.instant());
        next.ifPresent(key -> replacements.install(meter, key, request, person));
        record(request, person, "ENGINEERING_APPROVED", "");
        return Outcome.OK;
    }

    private Outcome refuse(EngineeringRequest request, Outcome outcome, String person) {
        request.decide(EngineeringRequest.State.REFUSED, outcome, person, clock.instant());
        record(request, person, "ENGINEERING_REFUSED", outcome.name());
        return outcome;
    }

    /**
     * Shows the token of an approved request, once, to one of its two persons.
     *
     * @return empty where it was shown, went by SMS, was not made, or is somebody else's
     * @throws VaultException where the vault is closed
     */
    @Transactional(rollbackOn = VaultException.class)
    public Optional<Token20> show(String reference, String person) throws VaultException {
        Optional<EngineeringRequest> request =
                store.lock(reference).filter(EngineeringRequest::mayBeShown).filter(r -> isParty(r, person));
        List<MadeToken> made = request.isEmpty() ? List.of() : tokens.tokensOf(reference);
        if (request.isEmpty() || made.isEmpty()) {
            return Optional.empty();
        }
        request.get().show(clock.instant());
        record(request.get(), person, "ENGINEERING_SHOWN", "");
        return made.stream().map(MadeToken::token).findFirst();
    }

    private static boolean isParty(EngineeringRequest request, String person) {
        TwoPersons persons = request.persons();
        return persons.proposedBy().equals(person)
                || persons.decidedBy().filter(person::equals).isPresent();
    }

    /** Requests in the order of entry. */
    public List<View> page(long after, int limit) {
        return store.page(after, Math.min(limit, PAGE_MAX)).stream()
                .map(this::view)
                .toList();
    }

    private void record(EngineeringRequest request, String person, String action, String detail) {
        audit.record(new AuditEvent(
                person,
                action,
                "meter " + request.meter().drn(),
                request.reference() + " " + request.kind() + " "
                        + request.kind().shown(request.value()) + " " + detail));
        LOG.info("TKL-4013 {} {} {} by {}", action, request.reference(), request.kind(), person);
    }

    private View view(EngineeringRequest r) {
        return new View(
                r.id(),
                r.reference(),
                r.meter().drn(),
                replacements.next(r).map(key -> key.pan().drn().digits()).orElse(null),
                r.kind(),
                r.value(),
                r.reason(),
                r.state().name(),
                r.refusal().orElse(null),
                r.persons().proposedBy(),
                r.persons().decidedBy().orElse(null),
                r.to().map(Msisdn::masked).orElse("shown once"));
    }
}
