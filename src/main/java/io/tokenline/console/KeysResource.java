package io.tokenline.console;

import io.tokenline.Outcome;
import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.Dkga;
import io.tokenline.token.sts.EncryptionAlgorithm;
import io.tokenline.token.sts.KeyExpiryNumber;
import io.tokenline.token.sts.KeyRevision;
import io.tokenline.token.sts.KeyType;
import io.tokenline.token.sts.SupplyGroupCode;
import io.tokenline.token.sts.VendingKey;
import io.tokenline.vault.AllowedTokens;
import io.tokenline.vault.KeyAttributes;
import io.tokenline.vault.LoadedKey;
import io.tokenline.vault.Vault;
import io.tokenline.vault.VaultException;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Vending keys: what is loaded, and what two custodians do about it. A key goes in here and comes out nowhere. */
@Path("/keys")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed(Role.KEYS)
public class KeysResource {

    @Inject
    private Vault vault;

    @Inject
    private Caller caller;

    /** A key that is loaded, without the key. */
    public record Listed(
            String id,
            String supplyGroup,
            int keyRevision,
            int keyType,
            int dkga,
            int ea,
            String baseDate,
            int ken,
            String activeFrom,
            String issueUntil,
            String expiresAt,
            List<String> tokens,
            long unitsPerToken,
            long unitsPerDay,
            String kcv,
            @Nullable String withdrawnAt) {

        static Listed of(LoadedKey key) {
            KeyAttributes a = key.attributes();
            return new Listed(
                    a.name(),
                    a.sgc().digits(),
                    a.krn().number(),
                    a.kt().code(),
                    a.dkga().code(),
                    a.ea().code(),
                    a.baseDate().code(),
                    a.ken().number(),
                    a.activeFrom().toString(),
                    a.issueUntil().toString(),
                    a.expiresAt().toString(),
                    a.allowed().kinds(),
                    a.unitsPerToken(),
                    a.unitsPerDay(),
                    key.checkValue(),
                    key.withdrawnAt().map(Instant::toString).orElse(null));
        }
    }

    /** A proposal, without the key. */
    public record Proposed(
            long id,
            String action,
            String key,
            String kcv,
            String reason,
            String proposedBy,
            String proposedAt,
            @Nullable String decidedBy,
            @Nullable Boolean approved) {

        static Proposed of(Vault.Proposal p) {
            return new Proposed(
                    p.id(),
                    p.action(),
                    p.key(),
                    p.checkValue(),
                    p.reason(),
                    p.persons().proposedBy(),
                    p.persons().proposedAt().toString(),
                    p.persons().decidedBy().orElse(null),
                    p.approved());
        }
    }

    /**
     * A key to be imported; what is missing has the value in brackets.
     *
     * @param supplyGroup six digits
     * @param keyRevision 1 to 9
     * @param keyType 2 unique or 1 default (2)
     * @param dkga 2 or 4 (4)
     * @param ea 7 or 11 (11)
     * @param baseDate 93, 14 or 35 (14)
     * @param ken 0 to 255 (255)
     * @param activeFrom ISO 8601 (the base date)
     * @param issueUntil ISO 8601 (no end)
     * @param tokens class and sub-class of each kind allowed (electricity, power limits, clear, tamper, key change)
     * @param unitsPerToken most credit of a token in 0.1 kWh (no limit)
     * @param unitsPerDay most credit of a day in 0.1 kWh (no limit)
     * @param key 16 or 40 hexadecimal digits
     * @param reason why
     */
    public record Import(
            @Nullable String supplyGroup,
            @Nullable Integer keyRevision,
            @Nullable Integer keyType,
            @Nullable Integer dkga,
            @Nullable Integer ea,
            @Nullable String baseDate,
            @Nullable Integer ken,
            @Nullable String activeFrom,
            @Nullable String issueUntil,
            @Nullable List<String> tokens,
            @Nullable Long unitsPerToken,
            @Nullable Long unitsPerDay,
            @Nullable String key,
            @Nullable String reason) {

        /** Without the key. */
        @Override
        public String toString() {
            return "Import[" + supplyGroup + "/" + keyRevision + "]";
        }

        private KeyAttributes attributes() {
            BaseDate date = BaseDate.ofCode(or(baseDate, "14"));
            return new KeyAttributes(
                    new SupplyGroupCode(or(supplyGroup, "")),
                    new KeyRevision(or(keyRevision, 0)),
                    KeyType.ofCode(or(keyType, KeyType.DUTK.code())),
                    Dkga.ofCode(or(dkga, Dkga.DKGA04.code())),
                    EncryptionAlgorithm.ofCode(or(ea, EncryptionAlgorithm.EA11.code())),
                    date,
                    new KeyExpiryNumber(or(ken, NEVER)),
                    activeFrom == null ? date.start() : Instant.parse(activeFrom),
                    issueUntil == null ? KeyAttributes.NEVER : Instant.parse(issueUntil),
                    tokens == null ? AllowedTokens.USUAL : AllowedTokens.of(tokens),
                    or(unitsPerToken, 0L),
                    or(unitsPerDay, 0L));
        }

        private static <T> T or(@Nullable T value, T otherwise) {
            return value == null ? otherwise : value;
        }
    }

    /** Why a decision is taken. */
    public record Reason(@Nullable String reason) {}

    private static final int NEVER = 255;

    /** Every key that is loaded. */
    @GET
    @Allowed({Role.KEYS, Role.AUDITOR})
    public List<Listed> list() {
        try {
            return vault.keys().stream().map(Listed::of).toList();
        } catch (VaultException e) {
            throw Refusal.of(Outcome.VAULT_CLOSED);
        }
    }

    /** Proposals in the order of entry. */
    @GET
    @Path("/proposals")
    @Allowed({Role.KEYS, Role.AUDITOR})
    public List<Proposed> proposals(
            @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        return vault.proposals(page.afterId(0), page.limit()).stream()
                .map(Proposed::of)
                .toList();
    }

    /** Proposes an import; the answer shows the KCV, to be compared with the key letter's. */
    @POST
    @Path("/proposals")
    public Proposed propose(@Nullable Import wanted) {
        if (wanted == null || wanted.key() == null) {
            throw Refusal.invalid("Send supplyGroup, keyRevision, key (16 or 40 hexadecimal digits) and reason.");
        }
        String reason = Reasons.checked(wanted.reason());
        try {
            VendingKey key = new VendingKey(HexFormat.of().parseHex(wanted.key().replaceAll("[\\s-]", "")));
            return answer(vault.propose(attributes(wanted), key, reason, caller.name()));
        } catch (IllegalArgumentException e) { // whose text may quote the key
            throw Refusal.invalid("The key has 16 hexadecimal digits (DKGA 02) or 40 (DKGA 04).");
        } catch (VaultException e) {
            throw Refusal.of(Outcome.VAULT_CLOSED);
        }
    }

    private static KeyAttributes attributes(Import wanted) {
        try {
            return wanted.attributes();
        } catch (DateTimeException e) {
            throw Refusal.invalid("A moment is written like 2027-01-31T00:00:00Z.");
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("The attributes cannot be: " + e.getMessage() + ".");
        }
    }

    /** Proposes to withdraw a key. */
    @POST
    @Path("/{group}/{revision}/withdraw")
    public Proposed withdraw(
            @PathParam("group") String group, @PathParam("revision") int revision, @Nullable Reason why) {
        String reason = Reasons.checked(why == null ? null : why.reason());
        try {
            return answer(vault.proposeWithdrawal(
                    new SupplyGroupCode(group), new KeyRevision(revision), reason, caller.name()));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("A key is named by six digits and a revision from 1 to 9, such as 600675/1.");
        }
    }

    /** Approves a proposal of somebody else. */
    @POST
    @Path("/proposals/{id}/approve")
    public Proposed approve(@PathParam("id") long id) {
        return decide(id, true);
    }

    /** Rejects a proposal of somebody else. */
    @POST
    @Path("/proposals/{id}/reject")
    public Proposed reject(@PathParam("id") long id) {
        return decide(id, false);
    }

    private Proposed decide(long id, boolean approve) {
        try {
            return answer(vault.decide(id, approve, caller.name()));
        } catch (VaultException e) {
            throw Refusal.of(Outcome.VAULT_CLOSED);
        }
    }

    private static Proposed answer(Vault.Result result) {
        if (result.outcome() != Outcome.OK) {
            throw Refusal.of(result.outcome());
        }
        return result.proposal().map(Proposed::of).orElseThrow();
    }

    /** What a new key store needs to be told. */
    public record Made(boolean made) {}

    /** Makes the key store of a new installation, under TOKENLINE_VAULT_PASSWORD. */
    @POST
    @Path("/store")
    public Made store() {
        try {
            return new Made(vault.createIfMissing());
        } catch (VaultException e) {
            throw Refusal.of(Outcome.VAULT_CLOSED, "No key store was made: " + e.getMessage() + ".");
        }
    }
}
