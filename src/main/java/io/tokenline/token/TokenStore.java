package io.tokenline.token;

import io.tokenline.token.sts.Token20;
import io.tokenline.vault.FieldCipher;
import io.tokenline.vault.VaultException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The queries of this room, and the encryption of what they keep. */
@ApplicationScoped
class TokenStore {

    private final EntityManager entities;
    private final FieldCipher cipher;
    private final Clock clock;

    @Inject
    TokenStore(EntityManager entities, FieldCipher cipher, Clock clock) {
        this.entities = entities;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** Whether tokens can be kept at all, those without a key too. */
    void requireOpen() throws VaultException {
        cipher.requireOpen();
    }

    /** A token to be kept. */
    record Entry(int tokenClass, int subClass, Token20 token, OptionalInt tid, long unitsTenths) {}

    /** Keeps the tokens of an owner, in this order. */
    List<MadeToken> keep(String owner, String pan, List<Entry> entries) throws VaultException {
        List<MadeToken> made = new ArrayList<>();
        for (Entry entry : entries) {
            int position = made.size();
            String digits = entry.token().digits();
            entities.persist(new IssuedToken(
                    owner,
                    position,
                    entry.tokenClass(),
                    entry.subClass(),
                    pan,
                    entry.tid(),
                    entry.unitsTenths(),
                    cipher.seal(IssuedToken.label(owner, position), digits),
                    cipher.indexOf(digits),
                    clock.instant()));
            MadeToken.Kind kind = MadeToken.Kind.of(entry.tokenClass(), entry.subClass());
            made.add(new MadeToken(kind, entry.token(), entry.unitsTenths()));
        }
        return made;
    }

    /** The tokens of an owner, in the order of entry. */
    List<MadeToken> of(String owner) throws VaultException {
        List<MadeToken> tokens = new ArrayList<>();
        for (IssuedToken token : entities.createQuery(
                        "select t from IssuedToken t where t.owner = :owner order by t.position", IssuedToken.class)
                .setParameter("owner", owner)
                .getResultList()) {
            tokens.add(new MadeToken(token.kind(), open(token), token.unitsTenths()));
        }
        return tokens;
    }

    private Token20 open(IssuedToken token) throws VaultException {
        return new Token20(cipher.open(token.label(), token.sealedDigits()));
    }

    /** The newest row with these digits. */
    Optional<IssuedToken> find(Token20 digits) throws VaultException {
        return entities.createQuery(
                        "select t from IssuedToken t where t.tokenIndex = :index order by t.id desc", IssuedToken.class)
                .setParameter("index", cipher.indexOf(digits.digits()))
                .setMaxResults(1)
                .getResultStream()
                .findFirst();
    }

    /**
     * Counts units against a key's limit of the day; the row stays locked until the transaction ends.
     *
     * @param unitsTenths not more than the limit of the day
     * @return whether the limit leaves room for them
     */
    boolean spend(String group, int revision, long unitsTenths, long limit) {
        LocalDate day = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (added(group, revision, day, unitsTenths, limit)) {
            return true;
        }
        if (spent(group, revision, day).isPresent()) { // the day's first sale may have come only just now
            return added(group, revision, day, unitsTenths, limit);
        }
        query(
                        "insert into vending_key_day (supply_group_code, key_revision, issued_on, units_tenths)"
                                + " values (:sgc, :krn, :day, :units)",
                        group,
                        revision,
                        day)
                .setParameter("units", unitsTenths)
                .executeUpdate();
        return true;
    }

    private boolean added(String group, int revision, LocalDate day, long unitsTenths, long limit) {
        return query(
                                "update vending_key_day set units_tenths = units_tenths + :units"
                                        + " where supply_group_code = :sgc and key_revision = :krn and issued_on = :day"
                                        + " and units_tenths + :units <= :limit",
                                group,
                                revision,
                                day)
                        .setParameter("units", unitsTenths)
                        .setParameter("limit", limit)
                        .executeUpdate()
                == 1;
    }

    /** Units that were made under a key today. */
    long spentToday(String group, int revision) {
        return spent(group, revision, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC))
                .orElse(0);
    }

    private OptionalLong spent(String group, int revision, LocalDate day) {
        List<?> rows = query(
                        "select units_tenths from vending_key_day where supply_group_code = :sgc"
                                + " and key_revision = :krn and issued_on = :day",
                        group,
                        revision,
                        day)
                .getResultList();
        return rows.isEmpty() ? OptionalLong.empty() : OptionalLong.of(((Number) rows.get(0)).longValue());
    }

    private Query query(String sql, String group, int revision, LocalDate day) {
        return entities.createNativeQuery(sql)
                .setParameter("sgc", group)
                .setParameter("krn", revision)
                .setParameter("day", day);
    }

    /** When the day's limits begin anew. */
    Instant tomorrow() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC)
                .plusDays(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
    }
}
