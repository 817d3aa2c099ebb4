package io.tokenline.console;

import io.tokenline.Outcome;
import io.tokenline.ussd.menu.GsmText;
import io.tokenline.vending.Announcement;
import io.tokenline.vending.Announcements;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Banners and maintenance windows. */
@Path("/announcements")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed(Role.ADMIN)
public class AnnouncementsResource {

    /** Languages whose letters the GSM alphabet lacks; all others keep to it, or a screen would hold less than half. */
    private static final Set<String> UNICODE = Set.of("am", "ar");

    private static final String WANTED = "Send kind (BANNER or MAINTENANCE), from and until (such as"
            + " 2026-03-01T22:00:00+03:00), and texts by language, en among them; maintenance needs no texts.";

    @Inject
    private Announcements announcements;

    @Inject
    private Caller caller;

    /** What is to be announced, see {@link Announcement.Plan}. */
    public record Wanted(
            @Nullable String kind,
            @Nullable String from,
            @Nullable String until,
            @Nullable Map<String, @Nullable String> texts) {}

    /** An announcement that is not over. */
    public record Listed(
            long id,
            String kind,
            String from,
            String until,
            Map<String, String> texts,
            String enteredBy,
            String enteredAt) {

        static Listed of(Announcement announcement) {
            Announcement.Plan plan = announcement.plan();
            return new Listed(
                    announcement.id(),
                    plan.kind().name(),
                    plan.from().toString(),
                    plan.until().toString(),
                    new TreeMap<>(plan.texts()),
                    announcement.enteredBy(),
                    announcement.enteredAt().toString());
        }
    }

    /** Announcements that are not over, in the order of their numbers. */
    @GET
    @Allowed({Role.ADMIN, Role.SUPPORT, Role.AUDITOR})
    public List<Listed> list(@QueryParam("after") @Nullable String after, @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        return announcements.page(page.afterId(0), page.limit()).stream()
                .map(Listed::of)
                .toList();
    }

    /** Announces something. */
    @POST
    public Listed enter(@Nullable Wanted wanted) {
        if (wanted == null || wanted.kind() == null || wanted.from() == null || wanted.until() == null) {
            throw Refusal.invalid(WANTED);
        }
        Announcements.Result result = announcements.enter(caller.name(), plan(wanted));
        return result.announcement().map(Listed::of).orElseThrow(() -> refusal(result.outcome()));
    }

    private static Refusal refusal(Outcome outcome) {
        return outcome == Outcome.TOO_MANY
                ? Refusal.of(outcome, "As many announcements are open as may be: take one away first.")
                : Refusal.of(outcome, "It is over already, or ends more than a year ahead.");
    }

    /** Takes an announcement away. */
    @DELETE
    @Path("/{id}")
    public void remove(@PathParam("id") long id) {
        if (!announcements.remove(caller.name(), id)) {
            throw Refusal.unknown("There is no announcement of this number.");
        }
    }

    /** What was sent, checked. */
    static Announcement.Plan plan(Wanted wanted) {
        Announcement.Kind kind = Arrays.stream(Announcement.Kind.values())
                .filter(one -> one.name().equals(wanted.kind()))
                .findAny()
                .orElseThrow(() -> Refusal.invalid(WANTED));
        try {
            return new Announcement.Plan(kind, time(wanted.from()), time(wanted.until()), texts(wanted.texts()));
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("The announcement cannot be: " + e.getMessage() + ".");
        }
    }

    private static Instant time(@Nullable String typed) {
        try {
            return Instant.parse(typed == null ? "" : typed);
        } catch (DateTimeParseException e) {
            throw Refusal.invalid(WANTED);
        }
    }

    private static Map<String, String> texts(@Nullable Map<String, @Nullable String> sent) {
        Map<String, String> texts = new TreeMap<>();
        Map<String, @Nullable String> all = sent == null ? Map.of() : sent;
        all.forEach((language, text) -> texts.put(language, text == null ? "" : text.strip()));
        boolean narrow = texts.entrySet().stream()
                .filter(text -> !UNICODE.contains(text.getKey()))
                .map(Map.Entry::getValue)
                .allMatch(text -> GsmText.isGsm(text) && GsmText.septets(text) <= Announcement.TEXT_MAX);
        if (!narrow) {
            throw new IllegalArgumentException("a text in letters of the Latin alphabet keeps to those of GSM 7-bit, in"
                    + " which brackets and the euro count twice, and has 1 to " + Announcement.TEXT_MAX);
        }
        return texts;
    }
}
