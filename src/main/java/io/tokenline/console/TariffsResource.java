package io.tokenline.console;

import io.tokenline.Outcome;
import io.tokenline.tariff.Tariff;
import io.tokenline.tariff.book.TariffBook;
import io.tokenline.tariff.book.TariffVersion;
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
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tariffs: versions that one person proposes and another approves; what would be charged by each. */
@Path("/tariffs")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed(Role.ADMIN)
public class TariffsResource {

    private static final String YAML = "text/yaml";

    @Inject
    private TariffBook book;

    @Inject
    private Caller caller;

    /**
     * A version, without its text.
     *
     * @param from the first day that it holds
     * @param state PROPOSED, REJECTED, ACTIVE or WITHDRAWN
     * @param holds whether sales are charged by it now
     */
    public record Listed(
            long id,
            String name,
            String version,
            String from,
            String state,
            boolean holds,
            String proposedBy,
            String proposedAt,
            @Nullable String decidedBy,
            @Nullable String decidedAt) {

        static Listed of(TariffVersion version, Optional<Tariff> holding) {
            return new Listed(
                    version.id(),
                    version.name(),
                    version.version(),
                    version.from().toString(),
                    version.state().name(),
                    holding.filter(tariff -> tariff.version().equals(version.name() + "/" + version.version()))
                            .isPresent(),
                    version.persons().proposedBy(),
                    version.persons().proposedAt().toString(),
                    version.persons().decidedBy().orElse(null),
                    version.persons().decidedAt().map(Instant::toString).orElse(null));
        }
    }

    /** All versions of all tariffs, in the order of proposals. */
    @GET
    @Allowed({Role.ADMIN, Role.SUPPORT, Role.AUDITOR})
    public List<Listed> list(@QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        return listed(book.page(page.afterId(0), page.limit()));
    }

    /** The versions of one tariff, in the order of proposals. */
    @GET
    @Path("/{name}")
    @Allowed({Role.ADMIN, Role.SUPPORT, Role.AUDITOR})
    public List<Listed> versions(
            @PathParam("name") String name,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        List<Listed> versions = listed(book.page(name, page.afterId(0), page.limit()));
        if (versions.isEmpty() && page.after().isEmpty()) {
            throw Refusal.of(Outcome.TARIFF_UNKNOWN);
        }
        return versions;
    }

    private List<Listed> listed(List<TariffVersion> versions) {
        return versions.stream().map(this::listed).toList();
    }

    private Listed listed(TariffVersion version) {
        return Listed.of(version, book.holding(version.name()));
    }

    /** A version as it was sent. */
    @GET
    @Path("/{name}/{version}")
    @Produces(YAML)
    @Allowed({Role.ADMIN, Role.SUPPORT, Role.AUDITOR})
    public String text(@PathParam("name") String name, @PathParam("version") String version) {
        return book.find(name, version).map(TariffVersion::text).orElseThrow(() -> Refusal.of(Outcome.TARIFF_UNKNOWN));
    }

    /** Proposes the version that the text is; what is wrong with it comes back with line and column. */
    @POST
    @Consumes({YAML, "application/yaml", "application/x-yaml", "text/x-yaml"})
    public Listed propose(@Nullable String text) {
        return answer(book.propose(text == null ? "" : text, caller.name()));
    }

    /** Approves a version of somebody else: from its first day on it holds. */
    @POST
    @Path("/{name}/{version}/approve")
    public Listed approve(@PathParam("name") String name, @PathParam("version") String version) {
        return answer(book.decide(name, version, true, caller.name()));
    }

    /** Rejects a version of somebody else. */
    @POST
    @Path("/{name}/{version}/reject")
    public Listed reject(@PathParam("name") String name, @PathParam("version") String version) {
        return answer(book.decide(name, version, false, caller.name()));
    }

    /** Takes a version back whose first day is still to come. */
    @POST
    @Path("/{name}/{version}/withdraw")
    public Listed withdraw(@PathParam("name") String name, @PathParam("version") String version) {
        return answer(book.withdraw(name, version, caller.name()));
    }

    /** What a purchase would buy and print by this version, whatever its state; nothing is written. */
    @POST
    @Path("/{name}/{version}/try")
    @Allowed({Role.ADMIN, Role.SUPPORT})
    public TariffTrial.Receipt attempt(
            @PathParam("name") String name, @PathParam("version") String version, TariffTrial.@Nullable Wanted wanted) {
        Tariff tariff = book.tariff(name, version).orElseThrow(() -> Refusal.of(Outcome.TARIFF_UNKNOWN));
        return TariffTrial.of(tariff, wanted);
    }

    private Listed answer(TariffBook.Result result) {
        if (result instanceof TariffBook.Faulty faulty) {
            throw Refusal.faulty("The text is no tariff: see faults, each with its line and column.", faulty.faults());
        }
        if (result instanceof TariffBook.Refused refused) {
            throw Refusal.of(refused.outcome());
        }
        return listed(((TariffBook.Done) result).version());
    }
}
