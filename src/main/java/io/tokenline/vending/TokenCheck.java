package io.tokenline.vending;

import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import io.tokenline.metering.Meter;
import io.tokenline.metering.Meters;
import io.tokenline.token.MadeToken;
import io.tokenline.token.TokenBean;
import io.tokenline.token.TokenOrder;
import io.tokenline.token.TokenRequest;
import io.tokenline.token.sts.DataBlock;
import io.tokenline.token.sts.DecodeResult;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.MeterPan;
import io.tokenline.token.sts.StsToken;
import io.tokenline.token.sts.Token20;
import io.tokenline.token.sts.TokenIdentifier;
import io.tokenline.token.sts.TransferCredit;
import io.tokenline.vault.VaultException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says what a 20-digit code is and whether a meter would take it, for somebody whose meter said no. Every question is
 * written down and limited, so that nobody can try guesses; a customer hears of his own tokens only.
 */
@ApplicationScoped
@Transactional
public class TokenCheck {

    /** Questions of one person an hour. */
    static final int PERSON_LIMIT = 60;

    /** Questions of one phone an hour. */
    static final int PHONE_LIMIT = 5;

    private static final String ACTION = "TOKEN_CHECKED";
    private static final Duration HOUR = Duration.ofHours(1);

    private final Meters meters;
    private final TokenBean tokens;
    private final SaleStore sales;
    private final PhoneLimit phones;
    private final Audit audit;
    private final Clock clock;

    @Inject
    TokenCheck(Meters meters, TokenBean tokens, SaleStore sales, PhoneLimit phones, Audit audit, Clock clock) {
        this.meters = meters;
        this.tokens = tokens;
        this.sales = sales;
        this.phones = phones;
        this.audit = audit;
        this.clock = clock;
    }

    /** What the meter would say. */
    public enum Verdict {
        /** It takes the token, unless it was entered before. */
        ACCEPTED,
        /** It takes it after the key-change tokens that were sold with it. */
        KEY_CHANGE_FIRST,
        /** It took it before its key was changed; where the change was never entered, it still does. */
        BEFORE_KEY_CHANGE,
        /** The checksum does not fit: a wrong digit, or made for another meter or key. */
        REJECTED,
        /** The meter's key has expired for a token of this minute. */
        KEY_EXPIRED,
        /** Nobody can type this: not 20 digits below 2^66, or a kind that no meter reads. */
        NO_TOKEN
    }

    /**
     * What was found.
     *
     * @param verdict what the meter would say
     * @param kind what the token does; absent where it could not be read
     * @param unitsTenths credit in 0.1 of the unit; absent where it is none
     * @param issuedMinute the minute in its TID; absent where it has none
     * @param ageSeconds from that minute to now
     * @param soldAs the reference of the sale or request that we made it for; absent where we did not make it
     * @param soldAt when we made it
     * @param soldForMeter whether it was made for this meter
     */
    public record Finding(
            Verdict verdict,
            MadeToken.@Nullable Kind kind,
            @Nullable Long unitsTenths,
            @Nullable Instant issuedMinute,
            @Nullable Long ageSeconds,
            @Nullable String soldAs,
            @Nullable Instant soldAt,
            boolean soldForMeter) {}

    /** A finding, or why there is none. */
    public record Result(Outcome outcome, Optional<Finding> finding) {

        static Result of(Finding finding) {
            return new Result(Outcome.OK, Optional.of(finding));
        }

        static Result refused(Outcome outcome) {
            return new Result(outcome, Optional.empty());
        }
    }

    /**
     * For staff. A question beyond the limit is not written down: it is not answered either.
     *
     * @return OK, TOO_MANY, METER_NUMBER_INVALID, METER_UNKNOWN, KEY_NOT_LOADED, KEY_MISMATCH, STA_TABLES_MISSING or
     *     VAULT_CLOSED
     */
    public Result check(String meterNumber, String typed, String person) {
        if (audit.count(person, ACTION, clock.instant().minus(HOUR)) >= PERSON_LIMIT) {
            return Result.refused(Outcome.TOO_MANY);
        }
        Optional<MeterPan> pan = MeterPan.parse(meterNumber);
        Result result = pan.isEmpty()
                ? Result.refused(Outcome.METER_NUMBER_INVALID)
                : meters.byPan(pan.get())
                        .map(meter -> result(meter, typed))
                        .orElseGet(() -> Result.refused(Outcome.METER_UNKNOWN));
        String object = pan.map(number -> "meter " + number.drn().digits()).orElse("no meter");
        audit.record(new AuditEvent(person, ACTION, object, told(result)));
        return result;
    }

    private static String told(Result result) {
        return result.finding()
                .map(found ->
                        found.verdict() + (found.soldAs() == null ? ", not sold here" : ", sold as " + found.soldAs()))
                .orElse(result.outcome().name());
    }

    private Result result(Meter meter, String typed) {
        Optional<Token20> token = Token20.parse(typed);
        if (token.isEmpty()) {
            return Result.of(new Finding(Verdict.NO_TOKEN, null, null, null, null, null, null, false));
        }
        Outcome readable = readable(meter);
        if (readable != Outcome.OK) {
            return Result.refused(readable);
        }
        try {
            return Result.of(find(meter, token.get()));
        } catch (VaultException e) {
            return Result.refused(Outcome.VAULT_CLOSED);
        }
    }

    /** Whether a meter's key is here; one that may make no token any more still reads those it made. */
    private Outcome readable(Meter meter) {
        TokenOrder any = new TokenOrder.ClearTamper();
        Outcome outcome = tokens.judge(new TokenRequest("", meter.keyParameters(), Optional.empty(), any));
        return switch (outcome) {
            case KEY_NOT_LOADED, KEY_MISMATCH, STA_TABLES_MISSING, VAULT_CLOSED -> outcome;
            default -> Outcome.OK;
        };
    }

    private Finding find(Meter meter, Token20 token) throws VaultException {
        Optional<TokenBean.Made> made = tokens.find(token);
        TokenBean.Reading reading = tokens.read(token, meter.keyParameters());
        if (reading.result() instanceof DecodeResult.Decoded) {
            boolean afterKeyChange = made.isPresent() && needsKeyChange(meter, made.get());
            Verdict verdict = afterKeyChange ? Verdict.KEY_CHANGE_FIRST : Verdict.ACCEPTED;
            return finding(reading.expired() ? Verdict.KEY_EXPIRED : verdict, reading, meter, made);
        }
        Optional<TokenBean.Reading> before =
                meters.lastKeyChange(meter).flatMap(change -> readBefore(token, change.before()));
        if (before.isPresent()) {
            return finding(Verdict.BEFORE_KEY_CHANGE, before.get(), meter, made);
        }
        Verdict verdict = reading.result() instanceof DecodeResult.WrongCrc ? Verdict.REJECTED : Verdict.NO_TOKEN;
        return finding(verdict, reading, meter, made);
    }

    /** What the meter read before its key was changed; nothing where that vending key is not here any more. */
    private Optional<TokenBean.Reading> readBefore(Token20 token, MeterKeyParameters before) {
        try {
            return Optional.of(tokens.read(token, before))
                    .filter(reading -> reading.result() instanceof DecodeResult.Decoded);
        } catch (VaultException e) {
            return Optional.empty();
        }
    }

    /** The registry believes that the meter has its new key; a meter that says no was perhaps never given it. */
    private boolean needsKeyChange(Meter meter, TokenBean.Made made) {
        return meters.lastKeyChange(meter)
                .filter(change -> change.owner().equals(made.owner()))
                .isPresent();
    }

    private Finding finding(Verdict verdict, TokenBean.Reading reading, Meter meter, Optional<TokenBean.Made> made) {
        StsToken token = reading.result() instanceof DecodeResult.Decoded decoded ? decoded.token() : null;
        Instant minute = reading.tid().map(TokenIdentifier::minute).orElse(null);
        return new Finding(
                verdict,
                token == null ? null : kind(token.block()),
                token instanceof TransferCredit credit ? credit.amount().units() : null,
                minute,
                minute == null
                        ? null
                        : Duration.between(minute, clock.instant()).toSeconds(),
                made.map(TokenBean.Made::owner).orElse(null),
                made.map(TokenBean.Made::issuedAt).orElse(null),
                made.filter(m -> m.meter().equals(meter.pan().digits())).isPresent());
    }

    private static MadeToken.Kind kind(DataBlock block) {
        return MadeToken.Kind.of(block.tokenClass(), block.subClass());
    }

    /**
     * What a customer may hear: of tokens that were sold to his phone, or for the meter that he registered.
     *
     * @param outcome OK, TOO_MANY, VAULT_CLOSED, or TOKEN_UNKNOWN for every token that is not his
     * @param meter DRN
     * @param keysFirst whether key-change tokens were sold with it
     * @param silent whether he was told already that he asks too often: one answer to that is enough
     */
    public record OwnToken(
            Outcome outcome, String meter, long unitsTenths, Instant soldAt, boolean keysFirst, boolean silent) {

        static OwnToken refused(Outcome outcome) {
            return new OwnToken(outcome, "", 0, Instant.EPOCH, false, false);
        }

        static OwnToken tooMany(boolean silent) {
            return new OwnToken(Outcome.TOO_MANY, "", 0, Instant.EPOCH, false, silent);
        }
    }

    /** For a customer. */
    public OwnToken ofCustomer(String typed, Msisdn customer) {
        PhoneLimit.Answer limit = phones.ask(customer, PHONE_LIMIT, HOUR);
        if (limit != PhoneLimit.Answer.YES) {
            return OwnToken.tooMany(limit == PhoneLimit.Answer.NO_AS_TOLD);
        }
        Optional<Token20> token = Token20.parse(typed);
        OwnToken own = token.isEmpty() ? OwnToken.refused(Outcome.TOKEN_UNKNOWN) : own(token.get(), customer);
        String object = own.meter().isEmpty() ? "tokens" : "meter " + own.meter();
        audit.record(new AuditEvent(
                AuditEvent.customer(customer), ACTION, object, own.outcome().name()));
        return own;
    }

    private OwnToken own(Token20 token, Msisdn customer) {
        try {
            return tokens.find(token)
                    .flatMap(made -> own(made, customer))
                    .orElseGet(() -> OwnToken.refused(Outcome.TOKEN_UNKNOWN));
        } catch (VaultException e) {
            return OwnToken.refused(Outcome.VAULT_CLOSED);
        }
    }

    private Optional<OwnToken> own(TokenBean.Made made, Msisdn customer) {
        return sales.byReference(made.owner())
                .filter(sale -> sale.msisdn().equals(customer)
                        || sale.meter().registered().contains(customer))
                .map(sale -> new OwnToken(
                        Outcome.OK,
                        sale.meter().drn(),
                        made.unitsTenths(),
                        made.issuedAt(),
                        meters.changedKeyWith(sale.meter(), made.owner()),
                        false));
    }
}
