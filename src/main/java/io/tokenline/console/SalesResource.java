package io.tokenline.console;

import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.token.sts.MeterPan;
import io.tokenline.vending.Purchases;
import io.tokenline.vending.SaleFilter;
import io.tokenline.vending.SaleState;
import io.tokenline.vending.Sales;
import io.tokenline.vending.Unfinished;
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
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Sales: what staff see of them, and do about them. */
@Path("/sales")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed({Role.SUPPORT, Role.ADMIN})
public class SalesResource {

    private static final Duration PAUSE = Duration.ofHours(1);

    @Inject
    private Purchases purchases;

    @Inject
    private Sales sales;

    @Inject
    private Unfinished unfinished;

    @Inject
    private Settings settings;

    @Inject
    private Caller caller;

    /**
     * Sales, newest first.
     *
     * @param from a day, or a moment such as 2026-03-01T08:00:00Z
     * @param to a day, which still counts, or the first moment that does not
     */
    @GET
    @Allowed({Role.SUPPORT, Role.ADMIN, Role.AUDITOR})
    public List<SaleBody.Listed> list(
            @QueryParam("meter") @Nullable String meter,
            @QueryParam("msisdn") @Nullable String msisdn,
            @QueryParam("state") @Nullable String state,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        SaleFilter filter = new SaleFilter(
                given(meter)
                        .map(typed -> MeterPan.parse(typed)
                                .orElseThrow(() -> Refusal.invalid("meter is a number of 11, 13 or 18 digits."))),
                given(msisdn)
                        .map(typed -> Msisdn.parse(typed, settings.countryCode())
                                .orElseThrow(() -> Refusal.invalid("A phone number is written 07…, 254… or +254…."))),
                given(state).map(SalesResource::state),
                given(from).map(typed -> moment(typed, 0)),
                given(to).map(typed -> moment(typed, 1)));
        return sales.page(filter, page.afterId(Long.MAX_VALUE), page.limit()).stream()
                .map(SaleBody.Listed::of)
                .toList();
    }

    private static Optional<String> given(@Nullable String parameter) {
        return Optional.ofNullable(parameter).filter(text -> !text.isEmpty());
    }

    private static SaleState state(String typed) {
        return Arrays.stream(SaleState.values())
                .filter(state -> state.name().equals(typed))
                .findAny()
                .orElseThrow(() -> Refusal.invalid("The states are "
                        + Arrays.stream(SaleState.values()).map(Enum::name).collect(Collectors.joining(", "))
                        + "."));
    }

    private Instant moment(String typed, int days) {
        try {
            return typed.contains("T")
                    ? OffsetDateTime.parse(typed).toInstant()
                    : LocalDate.parse(typed)
                            .plusDays(days)
                            .atStartOfDay(settings.timeZone())
                            .toInstant();
        } catch (DateTimeException e) {
            throw Refusal.invalid("A day is written 2026-03-01, a moment 2026-03-01T08:00:00Z.");
        }
    }

    /**
     * All of one sale; its tokens and its phone masked.
     *
     * @param reveal why the caller has to see them whole: for an administrator, and written down
     */
    @GET
    @Path("/{reference}")
    @Allowed({Role.SUPPORT, Role.ADMIN, Role.AUDITOR})
    public SaleBody show(@PathParam("reference") String reference, @QueryParam("reveal") @Nullable String reveal) {
        if (reveal == null) {
            return sales.find(reference).map(whole -> SaleBody.of(whole, false)).orElseThrow(SalesResource::unknown);
        }
        caller.require(Role.ADMIN);
        return sales.reveal(reference, caller.name(), Reasons.checked(reveal))
                .map(whole -> SaleBody.of(whole, true))
                .orElseThrow(SalesResource::unknown);
    }

    private static Refusal unknown() {
        return Refusal.of(Outcome.REQUEST_UNKNOWN, "There is no sale of this reference.");
    }

    /** Sends the tokens of a sale once more, to the phone that bought them and to no other. */
    @POST
    @Path("/{reference}/resend")
    public void resend(@PathParam("reference") String reference) {
        Outcome outcome = purchases.resend(reference, caller.name());
        switch (outcome) {
            case OK -> {}
            case REQUEST_UNKNOWN -> throw unknown();
            case TOKEN_UNKNOWN -> throw Refusal.of(outcome, "This sale has no token: look at where it stands.");
            case TOO_MANY -> throw Refusal.tooMany("It was sent three times today: wait until tomorrow.", PAUSE);
            default -> throw Refusal.of(outcome);
        }
    }

    /** Why somebody does it. */
    public record Remark(@Nullable String reason) {}

    /** Has the token of a paid sale tried again that could not be made, now that the cause is gone. */
    @POST
    @Path("/{reference}/retry")
    public void retry(@PathParam("reference") String reference, @Nullable Remark remark) {
        Outcome outcome =
                unfinished.retry(reference, Reasons.checked(remark == null ? null : remark.reason()), caller.name());
        switch (outcome) {
            case OK -> {}
            case REQUEST_UNKNOWN -> throw unknown();
            default -> throw Refusal.of(outcome);
        }
    }
}
