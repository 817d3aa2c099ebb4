package io.tokenline.console;

import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditChain;
import io.tokenline.audit.AuditEntry;
import io.tokenline.audit.AuditFilter;
import io.tokenline.audit.AuditProof;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What happened and who did it, newest first. */
@Path("/audit")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Allowed({Role.AUDITOR, Role.ADMIN})
public class AuditResource {

    @Inject
    private Audit audit;

    @Inject
    private AuditChain chain;

    @Inject
    private AuditProof proof;

    /** A line of the book. */
    public record Listed(long id, String at, String actor, String action, String object, String detail) {

        static Listed of(AuditEntry entry) {
            return new Listed(
                    entry.id(),
                    entry.at().toString(),
                    entry.event().actor(),
                    entry.event().action(),
                    entry.event().object(),
                    entry.event().detail());
        }
    }

    /** Those that fit every parameter that is given. */
    @GET
    public List<Listed> list(
            @QueryParam("object") @Nullable String object,
            @QueryParam("actor") @Nullable String actor,
            @QueryParam("action") @Nullable String action,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        AuditFilter filter = new AuditFilter(given(actor), given(action), given(object));
        return audit.page(filter, page.afterId(Long.MAX_VALUE), page.limit()).stream()
                .map(Listed::of)
                .toList();
    }

    /** The newest link of the book's chain; to be kept elsewhere, as proof of all before it. */
    @GET
    @Path("/head")
    public AuditChain.Head head() {
        return chain.head();
    }

    /**
     * Proves that the book is as it was written.
     *
     * @param head the hash of an earlier {@link #head}; then the answer says whether it is in the chain
     */
    @GET
    @Path("/proof")
    public Proven prove(@QueryParam("head") @Nullable String head) {
        AuditProof.Result found = proof.all(given(head));
        return new Proven(
                found.faults().isEmpty() && found.noted().orElse(true),
                found.checked(),
                found.waiting(),
                found.head(),
                found.noted().orElse(null),
                found.faults());
    }

    /** What the proof found; {@code noted} only where a head was given. */
    public record Proven(
            boolean intact,
            long checked,
            long waiting,
            AuditChain.Head head,
            @Nullable Boolean noted,
            List<AuditProof.Fault> faults) {}

    private static Optional<String> given(@Nullable String parameter) {
        return Optional.ofNullable(parameter).filter(text -> !text.isEmpty());
    }
}
