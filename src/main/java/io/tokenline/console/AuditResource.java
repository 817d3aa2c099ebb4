package io.tokenline.console;

import io.tokenline.audit.Audit;
import io.tokenline.audit.AuditEntry;
import io.tokenline.audit.AuditFilter;
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

    private static Optional<String> given(@Nullable String parameter) {
        return Optional.ofNullable(parameter).filter(text -> !text.isEmpty());
    }
}
