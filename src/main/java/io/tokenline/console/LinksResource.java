package io.tokenline.console;

import io.tokenline.Outcome;
import io.tokenline.Secret;
import io.tokenline.smpp.BindMode;
import io.tokenline.smpp.LinkInfo;
import io.tokenline.smpp.LinkServer;
import io.tokenline.smpp.LinkTerms;
import io.tokenline.smpp.Links;
import io.tokenline.smpp.MessageRates;
import io.tokenline.smpp.OperatorLink;
import io.tokenline.smpp.Prefixes;
import io.tokenline.smpp.codec.ReceiptIds;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The gateways of operators that we bind to. */
@Path("/links")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed(Role.ADMIN)
public class LinksResource {

    @Inject
    private Links links;

    @Inject
    private LinkServer server;

    @Inject
    private Caller caller;

    /** What a link is to be; what is missing is as usual, or the password as before. */
    public record Wanted(
            @Nullable String host,
            @Nullable Integer port,
            @Nullable Boolean tls,
            @Nullable String systemId,
            @Nullable String password,
            @Nullable String systemType,
            @Nullable Integer addressTon,
            @Nullable Integer addressNpi,
            @Nullable String addressRange,
            @Nullable String mode,
            @Nullable Integer binds,
            @Nullable String dialect,
            @Nullable Integer window,
            @Nullable Integer enquireLinkSeconds,
            @Nullable String receiptIds,
            @Nullable List<String> prefixes,
            @Nullable Integer validityMinutes,
            @Nullable Outbind outbind,
            @Nullable Boolean enabled) {

        /** Without the password. */
        @Override
        public String toString() {
            return "Wanted[" + host + ":" + port + "]";
        }
    }

    /** What the gateway is to show where it connects to us. */
    public record Outbind(
            @Nullable String systemId, @Nullable String password) {

        /** Without the password. */
        @Override
        public String toString() {
            return "Outbind[" + systemId + "]";
        }
    }

    /** How a gateway that connects to us calls itself. */
    public record Calling(String systemId) {}

    /** A connection; {@code state} is how it stands since {@code since}. */
    public record Connection(
            String kind,
            String state,
            String since,
            String error,
            int unanswered,
            long sent,
            long accepted,
            long refused,
            long lost,
            long received) {

        static Connection of(LinkInfo.Connection connection) {
            return new Connection(
                    connection.kind().name(),
                    connection.state().name(),
                    connection.since().toString(),
                    connection.error(),
                    connection.unanswered(),
                    connection.sent(),
                    connection.accepted(),
                    connection.refused(),
                    connection.lost(),
                    connection.received());
        }
    }

    /** A link, without its password; {@code state} is UP, PART, DOWN, PAUSED or OFF. */
    public record Listed(
            String name,
            String role,
            String state,
            String since,
            String host,
            int port,
            boolean tls,
            String systemId,
            String systemType,
            int addressTon,
            int addressNpi,
            String addressRange,
            String mode,
            int binds,
            String dialect,
            int window,
            int enquireLinkSeconds,
            String receiptIds,
            List<String> prefixes,
            int validityMinutes,
            @Nullable Calling outbind,
            boolean enabled,
            boolean paused,
            int unanswered,
            int places,
            MessageRates messagesPerMinute,
            List<Connection> connections) {

        static Listed of(LinkInfo info) {
            OperatorLink link = info.link();
            LinkTerms terms = link.terms();
            return new Listed(
                    link.name(),
                    "ESME",
                    info.state(),
                    info.since().toString(),
                    terms.host(),
                    terms.port(),
                    terms.tls(),
                    terms.systemId(),
                    terms.systemType(),
                    terms.addressTon(),
                    terms.addressNpi(),
                    terms.addressRange(),
                    terms.mode().name(),
                    terms.binds(),
                    terms.dialect(),
                    terms.windowSize(),
                    terms.enquireLinkSeconds(),
                    terms.receiptIds().name(),
                    terms.prefixes().all(),
                    terms.validityMinutes(),
                    terms.outbindSystemId().isEmpty() ? null : new Calling(terms.outbindSystemId()),
                    link.enabled(),
                    link.paused(),
                    info.unanswered(),
                    info.places(),
                    info.rates(),
                    info.connections().stream().map(Connection::of).toList());
        }
    }

    /** All links, by name. */
    @GET
    @Allowed({Role.SUPPORT, Role.ADMIN, Role.AUDITOR})
    public List<Listed> list(@QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        return server.page(page.after(), page.limit()).stream().map(Listed::of).toList();
    }

    /** One link. */
    @GET
    @Path("/{name}")
    @Allowed({Role.SUPPORT, Role.ADMIN, Role.AUDITOR})
    public Listed one(@PathParam("name") String name) {
        return server.info(name).map(Listed::of).orElseThrow(() -> Refusal.of(Outcome.LINK_UNKNOWN));
    }

    /** Enters a link, or changes one; its binds end and are opened anew. */
    @PUT
    @Path("/{name}")
    public Listed put(@PathParam("name") String name, @Nullable Wanted wanted) {
        if (wanted == null || wanted.host() == null || wanted.port() == null || wanted.systemId() == null) {
            throw Refusal.invalid("Send at least host, port and systemId, and for a new link a password.");
        }
        Optional<Secret> password = Optional.ofNullable(wanted.password()).map(Secret::new);
        Optional<Secret> outbind =
                Optional.ofNullable(wanted.outbind()).map(Outbind::password).map(Secret::new);
        boolean enabled = wanted.enabled() == null || wanted.enabled();
        Outcome outcome = links.put(caller.name(), name, terms(wanted), password, outbind, enabled);
        if (outcome == Outcome.PASSWORD_INVALID) {
            throw Refusal.of(outcome, "An SMPP password has 1 to 8 ASCII characters; a new link or outbind needs one.");
        }
        return answer(outcome, name);
    }

    /** Holds a link: it unbinds, and what is owed over it waits. */
    @POST
    @Path("/{name}/pause")
    public Listed pause(@PathParam("name") String name) {
        return answer(links.pause(caller.name(), name), name);
    }

    /** Lets a link that was held bind again. */
    @POST
    @Path("/{name}/resume")
    public Listed resume(@PathParam("name") String name) {
        return answer(links.resume(caller.name(), name), name);
    }

    /** Ends the binds of a link, which then binds anew. */
    @POST
    @Path("/{name}/kill")
    public Listed kill(@PathParam("name") String name) {
        return answer(links.kill(caller.name(), name), name);
    }

    /** Takes a link away. */
    @DELETE
    @Path("/{name}")
    public void remove(@PathParam("name") String name) {
        Outcome outcome = links.remove(caller.name(), name);
        if (outcome != Outcome.OK) {
            throw Refusal.of(outcome);
        }
    }

    private Listed answer(Outcome outcome, String name) {
        if (outcome != Outcome.OK) {
            throw Refusal.of(outcome);
        }
        return one(name);
    }

    private static LinkTerms terms(Wanted wanted) {
        try {
            return new LinkTerms(
                    or(wanted.host(), ""),
                    or(wanted.port(), 0),
                    or(wanted.tls(), false),
                    or(wanted.systemId(), ""),
                    or(wanted.systemType(), ""),
                    or(wanted.addressTon(), 0),
                    or(wanted.addressNpi(), 0),
                    or(wanted.addressRange(), ""),
                    named(BindMode.values(), or(wanted.mode(), BindMode.TRX.name()), "mode"),
                    or(wanted.binds(), 1),
                    or(wanted.dialect(), "standard"),
                    or(wanted.window(), 10),
                    or(wanted.enquireLinkSeconds(), 30),
                    named(ReceiptIds.values(), or(wanted.receiptIds(), ReceiptIds.AUTO.name()), "receiptIds"),
                    new Prefixes(or(wanted.prefixes(), List.of())),
                    or(wanted.validityMinutes(), 0),
                    outbindSystemId(wanted.outbind()));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("The link cannot be: " + e.getMessage() + ".");
        }
    }

    private static String outbindSystemId(@Nullable Outbind outbind) {
        String systemId = outbind == null ? "" : or(outbind.systemId(), "");
        if (outbind != null && systemId.isEmpty()) {
            throw new IllegalArgumentException("outbind has a systemId of 1 to 15 ASCII characters");
        }
        return systemId;
    }

    private static <T> T or(@Nullable T given, T otherwise) {
        return given == null ? otherwise : given;
    }

    private static <E extends Enum<E>> E named(E[] values, String name, String what) {
        return Arrays.stream(values)
                .filter(value -> value.name().equals(name))
                .findAny()
                .orElseThrow(() -> new IllegalArgumentException(what + " is one of "
                        + String.join(
                                ", ", Arrays.stream(values).map(Enum::name).toList())));
    }
}
