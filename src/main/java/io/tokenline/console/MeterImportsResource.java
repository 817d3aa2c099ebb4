package io.tokenline.console;

import io.tokenline.Outcome;
import io.tokenline.registry.ImportJournal;
import io.tokenline.registry.ImportOptions;
import io.tokenline.registry.ImportView;
import io.tokenline.registry.MeterExport;
import io.tokenline.registry.MeterImports;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Meters as files: taken in, and handed out. */
@Path("/meters")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Allowed({Role.ADMIN, Role.AUDITOR})
public class MeterImportsResource {

    /** What a file of meters is. */
    static final String CSV = "text/csv";

    private static final int FAULTY = 400;
    private static final int FAILED = 500;

    @Inject
    private MeterImports imports;

    @Inject
    private ImportJournal journal;

    @Inject
    private MeterExport export;

    @Inject
    private Caller caller;

    /**
     * What became of a file.
     *
     * @param error what to do where nothing was taken in; absent where something was, or nothing was to be
     * @param repeated whether the same was done before, and this is what became of it then
     * @param faults the first of them; all are at {@code /api/meters/imports/{id}/faults}
     */
    public record Taken(@Nullable String error, boolean repeated, ImportView file, List<ImportView.Fault> faults) {}

    /** Takes a file in: all of it, or with {@code partial=true} its good rows; {@code check=true} only looks. */
    @POST
    @Path("/import")
    @Consumes({CSV, MediaType.APPLICATION_OCTET_STREAM})
    @Allowed(Role.ADMIN)
    public Response take(
            InputStream csv,
            @QueryParam("partial") @Nullable String partial,
            @QueryParam("check") @Nullable String check,
            @QueryParam("keys") @Nullable String keys) {
        ImportOptions options = new ImportOptions(yes(partial, "partial"), yes(check, "check"), yes(keys, "keys"));
        MeterImports.Result result;
        try {
            result = imports.take(csv, options, caller.name());
        } catch (IOException e) {
            throw Refusal.invalid("The file did not arrive whole, so nothing was begun: send it again.");
        }
        ImportView file = result.file().orElse(null);
        if (result.outcome() != Outcome.OK || file == null) {
            throw Refusal.of(result.outcome());
        }
        return switch (file.state()) {
            case "REFUSED" ->
                answer(FAULTY, "Nothing was taken in: correct the faults and send the file again.", result, file);
            case "FAILED" -> answer(FAILED, "Nothing was taken in; the server's log says why.", result, file);
            default -> answer(Response.Status.OK.getStatusCode(), null, result, file);
        };
    }

    private static Response answer(int status, @Nullable String error, MeterImports.Result result, ImportView file) {
        return Response.status(status)
                .entity(new Taken(error, result.repeated(), file, result.faults()))
                .build();
    }

    private static boolean yes(@Nullable String text, String name) {
        if (text != null && !text.matches("true|false|")) {
            throw Refusal.invalid(name + " is true or false.");
        }
        return Boolean.parseBoolean(text);
    }

    /** Files that were, or are being, taken in, newest first. */
    @GET
    @Path("/imports")
    public List<ImportView> list(
            @QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        return journal.page(page.afterId(Long.MAX_VALUE), page.limit());
    }

    /** How far a file is, or what became of it. */
    @GET
    @Path("/imports/{id}")
    public ImportView one(@PathParam("id") String id) {
        return journal.find(number(id)).orElseThrow(MeterImportsResource::unknown);
    }

    /** What was said about the rows of a file, in the order in which it was found. */
    @GET
    @Path("/imports/{id}/faults")
    public List<ImportView.Fault> faults(
            @PathParam("id") String id,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        return journal.faults(one(id).id(), page.afterId(0), page.limit());
    }

    private static long number(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw unknown();
        }
        return Long.parseLong(id);
    }

    private static Refusal unknown() {
        return Refusal.unknown("There is no such import.");
    }

    /**
     * All meters as a file that an import reads, phones masked.
     *
     * @param reveal why the caller, an administrator or auditor, has to see phones whole: it is written down
     */
    @GET
    @Path("/export")
    @Produces({CSV, MediaType.APPLICATION_JSON})
    @Allowed({Role.SUPPORT, Role.ADMIN, Role.AUDITOR})
    public Response export(@QueryParam("reveal") @Nullable String reveal) {
        String person = caller.name();
        Optional<String> why = Optional.ofNullable(reveal).map(Reasons::checked);
        if (why.isPresent()) {
            caller.require(Role.ADMIN, Role.AUDITOR);
        }
        StreamingOutput file = out -> export.write(out, why, person);
        return Response.ok(file, CSV + ";charset=UTF-8;header=present")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"meters.csv\"")
                .build();
    }
}
