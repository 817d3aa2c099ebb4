package io.tokenline.vending;

import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEvent;
import io.tokenline.metering.KeyChangeRecord;
import io.tokenline.metering.Meter;
import io.tokenline.metering.Meters;
import io.tokenline.token.MadeToken;
import io.tokenline.token.TokenBean;
import io.tokenline.token.sts.DataBlock;
import io.tokenline.token.sts.DecodeResult;
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

        static Result refused(Outcome outcome) {
            return new Result(outcome, Optional.empty());
        }
    }

    /**
     * For staff.
     *
     * @return OK, TOO_MANY, METER_NUMBER_INVALID, METER_UNKNOWN, KEY_NOT_LOADED or VAULT_CLOSED
     */
    public Result check(String meterNumber, String typed, String person) {
        if (audit.count(person, ACTION, clock.instant().minus(HOUR)) >= PERSON_LIMIT) {
            return Result.refused(Outcome.TOO_MANY);
        }
        Optional<MeterPan> pan = MeterPan.parse(meterNumber);
        if (pan.isEmpty()) {
            return Result.refused(Outcome.METER_NUMBER_INVALID);
        }
        Optional<Meter> meter = meters.byPan(pan.get());
        if (meter.isEmpty()) {
            return Result.refused(Outcome.METER_UNKNOWN);
        }
        try {
            Finding finding = find(meter.get(), typed);
            audit.record(new AuditEvent(
                    person, ACTION, "meter " + meter.get().drn(), finding.verdict() + ", sold as " + finding.soldAs()));
            return new Result(Outcome.OK, Optional.of(finding));
        } catch (VaultException e) {
            return Result.refused(Outcome.VAULT_CLOSED);
        }
    }

    private Finding find(Meter meter, String typed) throws VaultException {
        Optional<Token20> token = Token20.parse(typed);
        if (token.isEmpty()) {
            return new Finding(Verdict.NO_TOKEN, null, null, null, null, null, null, false);
        }
        Optional<TokenBean.Made> made = tokens.find(token.get());
        TokenBean.Reading reading = tokens.read(token.get(), meter.keyParameters());
        if (reading.result() instanceof DecodeResult.Decoded) {
            boolean afterKeyChange = made.isPresent() && needsKeyChange(meter, made.get());
            Verdict verdict = afterKeyChange ? Verdict.KEY_CHANGE_FIRST : Verdict.ACCEPTED;
            return finding(reading.expired() ? Verdict.KEY_EXPIRED : verdict, reading, meter, made);
        }
        Optional<KeyChangeRecord> change = meters.lastKeyChange(meter);
        if (change.isPresent()) {
            TokenBean.Reading before = tokens.read(token.get(), change.get().before());
            if (before.result() instanceof DecodeResult.Decoded) {
                return finding(Verdict.BEFORE_KEY_CHANGE, before, meter, made);
            }
        }
        Verdict verdict = reading.result() instanceof DecodeResult.WrongCrc ? Verdict.REJECTED : Verdict.NO_TOKEN;
        return finding(verdict, reading, meter, made);
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
     * @param outcome OK, TOO_MANY, or TOKEN_UNKNOWN for every token that is not his
     * @param meter DRN
     * @param keysFirst whether key-change tokens were sold with it
     */
    public record OwnToken(Outcome outcome, String meter, long unitsTenths, Instant soldAt, boolean keysFirst) {

        static OwnToken refused(Outcome outcome) {
            return new OwnToken(outcome, "", 0, Instant.EPOCH, false);
        }
    }

    /** For a customer. */
    public OwnToken ofCustomer(String typed, Msisdn customer) {
        if (!phones.takes(customer, PHONE_LIMIT, HOUR)) {
            return OwnToken.refused(Outcome.TOO_MANY);
        }
        OwnToken own = Token20.parse(typed)
                .flatMap(this::made)
                .flatMap(made -> own(made, customer))
                .orElseGet(() -> OwnToken.refused(Outcome.TOKEN_UNKNOWN));
        String meter = own.meter().isEmpty() ? "tokens" : "meter " + own.meter();
        audit.record(new AuditEvent(
                AuditEvent.customer(customer), ACTION, meter, own.outcome().name()));
        return own;
    }

    private Optional<TokenBean.Made> made(Token20 token) {
        try {
            return tokens.find(token);
        } catch (VaultException e) {
            return Optional.empty();
        }
    }

    private Optional<OwnToken> own(TokenBean.Made made, Msisdn customer) {
        return sales.byReference(made.owner())
                .filter(sale -> sale.msisdn().equals(customer)
                        || sale.meter().registered().filter(customer::equals).isPresent())
                .map(sale -> new OwnToken(
                        Outcome.OK,
                        sale.meter().drn(),
                        made.unitsTenths(),
                        made.issuedAt(),
                        needsKeyChange(sale.meter(), made)));
    }
}
