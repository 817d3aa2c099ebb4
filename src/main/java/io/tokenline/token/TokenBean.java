package io.tokenline.token;

import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.token.sts.Amount16;
import io.tokenline.token.sts.Commodity;
import io.tokenline.token.sts.DecoderKey;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.KeyType;
import io.tokenline.token.sts.MeterKeyParameters;
import io.tokenline.token.sts.StaTables;
import io.tokenline.token.sts.Token20;
import io.tokenline.token.sts.TokenCodec;
import io.tokenline.token.sts.TokenIdentifier;
import io.tokenline.token.sts.TransferCredit;
import io.tokenline.vault.Vault;
import io.tokenline.vault.VaultException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes STS tokens under a meter's own decoder key, each with a TID that the meter never saw. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class TokenBean {

    private static final Logger LOG = LoggerFactory.getLogger(TokenBean.class);
    private static final int RND_VALUES = 16;

    private final Vault vault;
    private final TokenIdentifiers identifiers;
    private final Clock clock;
    private final RandomGenerator random;
    private final Settings settings;
    private final TokenCodec codec = new TokenCodec(StaTables.sample());

    @Inject
    TokenBean(Vault vault, TokenIdentifiers identifiers, Clock clock, RandomGenerator random, Settings settings) {
        this.vault = vault;
        this.identifiers = identifiers;
        this.clock = clock;
        this.random = random;
        this.settings = settings;
    }

    /**
     * Whether a credit token could be made for a meter now; asked before its owner's money is.
     *
     * @return OK, KEY_NOT_LOADED, KEY_NOT_ALLOWED or KEY_EXPIRED
     */
    @Transactional
    public Outcome judge(MeterKeyParameters meter) {
        if (!isAllowed(meter)) {
            return Outcome.KEY_NOT_ALLOWED;
        }
        if (TokenIdentifier.at(meter.baseDate(), clock.instant()).isEmpty()) {
            return Outcome.KEY_EXPIRED;
        }
        return decoderKey(meter).isPresent() ? Outcome.OK : Outcome.KEY_NOT_LOADED;
    }

    /**
     * Makes an electricity credit token (class 0, sub-class 0) inside the caller's transaction: where that rolls back,
     * the TID is free again and the token must not leave the house.
     *
     * @param unitsTenths energy in 0.1 kWh; rounded up to what a token can carry
     */
    public IssueResult credit(MeterKeyParameters meter, long unitsTenths) {
        if (!isAllowed(meter)) {
            return new IssueResult.Refused(Outcome.KEY_NOT_ALLOWED);
        }
        Optional<Amount16> amount = Amount16.atLeast(unitsTenths);
        if (amount.isEmpty()) {
            return new IssueResult.Refused(Outcome.AMOUNT_NOT_ENCODABLE);
        }
        return decoderKey(meter)
                .map(key -> credit(meter, key, amount.get()))
                .orElseGet(() -> new IssueResult.Refused(Outcome.KEY_NOT_LOADED));
    }

    /** A default key never makes credit; and real EA07 meters do not know the sample tables, all that is shipped. */
    private boolean isAllowed(MeterKeyParameters meter) {
        return meter.kt() != KeyType.DDTK && (meter.ea() != EncryptionAlgorithm.EA07 || settings.sandbox());
    }

    private Optional<DecoderKey> decoderKey(MeterKeyParameters meter) {
        try {
            return vault.decoderKey(meter);
        } catch (VaultException e) {
            LOG.error("TKL-5001 no token can be made: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private IssueResult credit(MeterKeyParameters meter, DecoderKey key, Amount16 amount) {
        Instant now = clock.instant();
        TokenIdentifiers.Taken taken = identifiers.take(meter.pan(), meter.baseDate(), now);
        if (taken instanceof TokenIdentifiers.Taken.Given given) {
            return issued(given.tid(), amount, key);
        }
        return taken instanceof TokenIdentifiers.Taken.Ahead ahead
                ? new IssueResult.Wait(ahead.until())
                : new IssueResult.Refused(Outcome.KEY_EXPIRED);
    }

    private IssueResult issued(TokenIdentifier tid, Amount16 amount, DecoderKey key) {
        TransferCredit credit = new TransferCredit(Commodity.ELECTRICITY, random.nextInt(RND_VALUES), tid, amount);
        Token20 token = codec.encode(credit, key);
        return new IssueResult.Issued(token, amount.units(), tid.minutes());
    }
}
