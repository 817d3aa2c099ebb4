package io.tokenline.token;

import io.tokenline.Outcome;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.DataBlock;
import io.tokenline.token.sts.DecodeResult;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.KeyType;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.StsToken;
import io.tokenline.token.sts.Token20;
import io.tokenline.token.sts.TokenCodec;
import io.tokenline.token.sts.TokenIdentifier;
import io.tokenline.vault.LoadedKey;
import io.tokenline.vault.SecurityModule;
import io.tokenline.vault.VaultException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes STS tokens under a meter's own decoder key, each with a TID that the meter never saw, and refuses all that a
 * security module must refuse. The keys stay in the {@link SecurityModule}.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class TokenBean {

    private static final Logger LOG = LoggerFactory.getLogger(TokenBean.class);
    private static final int RND_VALUES = 16;
    private static final int CLEAR_CLASS = 1;
    private static final int TID_LOWEST_BIT = 32;
    private static final int TID_BITS = 24;
    private static final Duration VAULT_PAUSE = Duration.ofMinutes(1);

    private final SecurityModule module;
    private final TokenIdentifiers identifiers;
    private final TokenStore store;
    private final Clock clock;
    private final RandomGenerator random;

    @Inject
    TokenBean(
            SecurityModule module,
            TokenIdentifiers identifiers,
            TokenStore store,
            Clock clock,
            RandomGenerator random) {
        this.module = module;
        this.identifiers = identifiers;
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    /**
     * Whether a token could be made now; asked before its owner's money is.
     *
     * @return OK, or the outcome that {@link #issue} would meet; TID_WAIT is not foreseen, for it passes
     */
    @Transactional
    public Outcome judge(TokenRequest request) {
        try {
            Keys keys = keys(request);
            if (keys.refusal() != Outcome.OK || keys.isClear()) {
                return keys.refusal();
            }
            long units = request.order().unitsTenths();
            LoadedKey key = keys.key();
            long limit = key.attributes().unitsPerDay();
            return limit > 0 && units > 0 && store.spentToday(group(key), revision(key)) + units > limit
                    ? Outcome.DAY_LIMIT
                    : Outcome.OK;
        } catch (VaultException e) {
            return closed(e);
        }
    }

    /**
     * Makes a token, and before it those of a key change where one is due, inside the caller's transaction: where that
     * rolls back, the TID is free again and no token must leave the house.
     */
    public IssueResult issue(TokenRequest request) {
        try {
            Keys keys = keys(request);
            return keys.refusal() == Outcome.OK ? issue(request, keys) : new IssueResult.Refused(keys.refusal());
        } catch (VaultException e) {
            return new IssueResult.Wait(closed(e), clock.instant().plus(VAULT_PAUSE));
        }
    }

    /**
     * The tokens that were made for an owner, in the order of entry.
     *
     * @throws VaultException where the vault is closed
     */
    @Transactional
    public List<MadeToken> tokensOf(String owner) throws VaultException {
        return store.of(owner);
    }

    /**
     * A token that was made here.
     *
     * @param owner the reference that it was made for
     * @param meter the MeterPAN that it was made for
     * @param issuedAt when
     */
    public record Made(String owner, String meter, MadeToken.Kind kind, long unitsTenths, Instant issuedAt) {}

    /**
     * The token with these digits that was made here, the newest where a key change was made twice.
     *
     * @throws VaultException where the vault is closed
     */
    @Transactional
    public Optional<Made> find(Token20 token) throws VaultException {
        return store.find(token).map(t -> new Made(t.owner(), t.pan(), t.kind(), t.unitsTenths(), t.issuedAt()));
    }

    /**
     * What a meter reads from a token.
     *
     * @param result the token, or why there is none
     * @param tid its minute, where it has one
     * @param expired whether the meter's key is over at that minute
     */
    public record Reading(DecodeResult result, Optional<TokenIdentifier> tid, boolean expired) {}

    /**
     * Reads a token as a meter with this key does.
     *
     * @throws VaultException where the vault is closed or the meter's key is not loaded
     */
    @Transactional
    public Reading read(Token20 token, MeterKeyParameters meter) throws VaultException {
        DecodeResult result = module.decode(token, meter);
        Optional<TokenIdentifier> tid = result instanceof DecodeResult.Decoded decoded
                ? identifier(decoded.token().block(), meter.baseDate())
                : Optional.empty();
        boolean expired = tid.isPresent()
                && module.key(meter.sgc(), meter.krn())
                        .filter(key -> key.attributes().ken().isExpiredAt(tid.get()))
                        .isPresent();
        return new Reading(result, tid, expired);
    }

    private static Optional<TokenIdentifier> identifier(DataBlock block, BaseDate baseDate) {
        MadeToken.Kind kind = MadeToken.Kind.of(block.tokenClass(), block.subClass());
        return kind == MadeToken.Kind.KEY_CHANGE || kind == MadeToken.Kind.TEST
                ? Optional.empty()
                : Optional.of(new TokenIdentifier(baseDate, (int) block.field(TID_LOWEST_BIT, TID_BITS)));
    }

    /**
     * What a request's keys allow.
     *
     * @param refusal OK, or why no token is made
     * @param path the key that the ordered token is made under; empty for tokens without a key
     * @param meter the meter's parameters under that key
     */
    private record Keys(Outcome refusal, Optional<LoadedKey> path, MeterKeyParameters meter) {

        boolean isClear() {
            return path.isEmpty();
        }

        LoadedKey key() {
            return path.orElseThrow();
        }
    }

    private Keys keys(TokenRequest request) throws VaultException {
        store.requireOpen();
        MeterKeyParameters meter = request.meter();
        TokenOrder order = request.order();
        if (order.tokenClass() == CLEAR_CLASS) {
            return new Keys(Outcome.OK, Optional.empty(), meter);
        }
        if (meter.ea() == EncryptionAlgorithm.EA07 && !module.servesSta()) {
            return refused(Outcome.STA_TABLES_MISSING, meter);
        }
        Optional<LoadedKey> current = module.key(meter.sgc(), meter.krn());
        if (current.isEmpty()) {
            return refused(Outcome.KEY_NOT_LOADED, meter);
        }
        if (request.target().filter(target -> !target.isReachedBy(meter)).isEmpty()) {
            return judged(order, current.get(), meter);
        }
        Outcome leaving = current.get().mayLeadAway(meter, clock.instant());
        if (leaving != Outcome.OK) {
            return refused(leaving, meter);
        }
        Optional<LoadedKey> next =
                module.key(request.target().get().sgc(), request.target().get().krn());
        if (next.isEmpty()) {
            return refused(Outcome.KEY_NOT_LOADED, meter);
        }
        BaseDate baseDate = next.get().attributes().baseDate();
        if (baseDate.compareTo(meter.baseDate()) < 0) {
            return refused(Outcome.KEY_CHANGE_BACKWARDS, meter);
        }
        KeyType kt = next.get().attributes().kt();
        return judged(order, next.get(), request.target().get().of(meter, baseDate, kt));
    }

    private static Keys refused(Outcome outcome, MeterKeyParameters meter) {
        return new Keys(outcome, Optional.empty(), meter);
    }

    /** Whether the ordered token may be made under a key. */
    private Keys judged(TokenOrder order, LoadedKey key, MeterKeyParameters meter) {
        Instant now = clock.instant();
        Outcome outcome = key.mayIssue(order.tokenClass(), order.subClass(), meter, now);
        if (outcome == Outcome.OK) {
            boolean inTime = TokenIdentifier.at(meter.baseDate(), now)
                    .filter(tid -> !key.attributes().ken().isExpiredAt(tid))
                    .isPresent();
            outcome = inTime ? Outcome.OK : Outcome.KEY_EXPIRED;
        }
        if (outcome == Outcome.OK && order.unitsTenths() > key.attributes().greatestToken()) {
            outcome = Outcome.TOKEN_LIMIT;
        }
        return new Keys(outcome, Optional.of(key), meter);
    }

    private IssueResult issue(TokenRequest request, Keys keys) throws VaultException {
        if (keys.isClear()) {
            StsToken token =
                    request.order().token(0, new TokenIdentifier(request.meter().baseDate(), 0));
            return kept(request, keys, List.of(), TokenCodec.encodeClear(token.block()), OptionalInt.empty());
        }
        MeterKeyParameters meter = keys.meter();
        TokenIdentifiers.Taken taken = identifiers.take(meter.pan(), meter.baseDate(), clock.instant());
        if (taken instanceof TokenIdentifiers.Taken.Ahead ahead) {
            return new IssueResult.Wait(Outcome.TID_WAIT, ahead.until());
        }
        if (!(taken instanceof TokenIdentifiers.Taken.Given given)
                || keys.key().attributes().ken().isExpiredAt(given.tid())) {
            return new IssueResult.Refused(Outcome.KEY_EXPIRED);
        }
        List<SecurityModule.Section> keyChange =
                meter.equals(request.meter()) ? List.of() : module.changeKey(request.meter(), meter);
        StsToken token = request.order().token(random.nextInt(RND_VALUES), given.tid());
        Token20 ordered = module.encode(token, meter);
        if (!spend(keys.key(), request.order().unitsTenths())) { // last: what a module fails to make costs nothing
            return new IssueResult.Wait(Outcome.DAY_LIMIT, store.tomorrow());
        }
        return kept(
                request, keys, keyChange, ordered, OptionalInt.of(given.tid().minutes()));
    }

    /** Whether the key's limit of the day leaves room for these units, which then count. */
    private boolean spend(LoadedKey key, long unitsTenths) {
        long limit = key.attributes().unitsPerDay();
        return limit == 0 || unitsTenths == 0 || store.spend(group(key), revision(key), unitsTenths, limit);
    }

    private IssueResult kept(
            TokenRequest request, Keys keys, List<SecurityModule.Section> keyChange, Token20 ordered, OptionalInt tid)
            throws VaultException {
        List<TokenStore.Entry> entries = new ArrayList<>();
        for (SecurityModule.Section section : keyChange) {
            entries.add(new TokenStore.Entry(2, section.subClass(), section.token(), OptionalInt.empty(), 0));
        }
        TokenOrder order = request.order();
        entries.add(new TokenStore.Entry(order.tokenClass(), order.subClass(), ordered, tid, order.unitsTenths()));
        List<MadeToken> made = store.keep(request.owner(), request.meter().pan().digits(), entries);
        return new IssueResult.Issued(made, keyChange.isEmpty() ? Optional.empty() : Optional.of(keys.meter()));
    }

    private static String group(LoadedKey key) {
        return key.attributes().sgc().digits();
    }

    private static int revision(LoadedKey key) {
        return key.attributes().krn().number();
    }

    private static Outcome closed(VaultException e) {
        LOG.error("TKL-5001 no token can be made: {}", e.getMessage());
        return Outcome.VAULT_CLOSED;
    }
}
