package io.tokenline.console;

import io.tokenline.Msisdn;
import io.tokenline.Outcome;
import io.tokenline.Settings;
import io.tokenline.metering.Meter;
import io.tokenline.registry.Figures;
import io.tokenline.registry.MeterFilter;
import io.tokenline.registry.MeterView;
import io.tokenline.registry.Registry;
import io.tokenline.token.sts.MeterPan;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Meters and their customers: looked up, and changed one at a time. */
@Path("/meters")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Allowed(Role.ADMIN)
public class MetersResource {

    private static final int PHONE_TEXT_MAX = 30;

    @Inject
    private Registry registry;

    @Inject
    private Settings settings;

    @Inject
    private Caller caller;

    /** Why. */
    public record Reason(@Nullable String reason) {}

    /** Every phone that is registered, whole. */
    public record PhoneList(@Nullable List<String> phones) {

        /** Without the numbers. */
        @Override
        public String toString() {
            return "PhoneList";
        }
    }

    /** A group, or none where it is missing. */
    public record Group(@Nullable String group) {}

    /** Whether strangers are told that there is no such meter. */
    public record Hidden(@Nullable Boolean hidden) {}

    /** The name of a tariff. */
    public record Tariff(@Nullable String tariff) {}

    /** Free energy a month, such as {@code "50.0"}. */
    public record FreeUnits(@Nullable String kwh) {}

    /** How a customer is called; without an account that stays. */
    public record Called(@Nullable String name, @Nullable String account) {

        /** Without the name. */
        @Override
        public String toString() {
            return "Called";
        }
    }

    /** What a list of meters is narrowed to. */
    public static class Wanted {

        @QueryParam("drn")
        private @Nullable String drn;

        @QueryParam("account")
        private @Nullable String account;

        @QueryParam("msisdn")
        private @Nullable String msisdn;

        @QueryParam("group")
        private @Nullable String group;

        @QueryParam("supplyGroup")
        private @Nullable String supplyGroup;

        @QueryParam("tariff")
        private @Nullable String tariff;

        @QueryParam("status")
        private @Nullable String status;

        @QueryParam("hidden")
        private @Nullable String hidden;

        MeterFilter filter(Settings settings) {
            return new MeterFilter(
                    given(drn).map(MetersResource::pan),
                    given(account),
                    given(msisdn).map(typed -> Phones.checked(typed, settings)),
                    given(group),
                    given(supplyGroup),
                    given(tariff),
                    given(status).map(Wanted::status),
                    given(hidden).map(Wanted::yesOrNo));
        }

        private static Optional<String> given(@Nullable String text) {
            return Optional.ofNullable(text).filter(some -> !some.isEmpty());
        }

        private static Meter.Status status(String text) {
            if (!text.matches("ACTIVE|BLOCKED")) {
                throw Refusal.invalid("status is ACTIVE or BLOCKED.");
            }
            return Meter.Status.valueOf(text);
        }

        private static boolean yesOrNo(String text) {
            if (!text.matches("true|false")) {
                throw Refusal.invalid("hidden is true or false.");
            }
            return Boolean.parseBoolean(text);
        }
    }

    /** Meters in the order of entry; phones are masked. */
    @GET
    @Allowed({Role.SUPPORT, Role.ADMIN, Role.AUDITOR})
    public List<MeterView> list(
            @BeanParam Wanted wanted,
            @QueryParam("after") @Nullable String after,
            @QueryParam("limit") @Nullable String limit) {
        Page page = Page.of(after, limit);
        return registry.page(wanted.filter(settings), page.afterId(0), page.limit());
    }

    /** Everything about a meter; phones are masked. */
    @GET
    @Path("/{drn: [0-9]+}") // not the names of other resources below /meters
    @Allowed({Role.SUPPORT, Role.ADMIN, Role.AUDITOR})
    public MeterView.Whole one(@PathParam("drn") String drn) {
        return registry.find(pan(drn)).orElseThrow(() -> Refusal.of(Outcome.METER_UNKNOWN));
    }

    /**
     * The registered phones, masked.
     *
     * @param reveal why the caller has to see them whole: then they are, and it is written down
     */
    @GET
    @Path("/{drn}/phones")
    @Allowed({Role.ADMIN, Role.AUDITOR})
    public PhoneList phones(@PathParam("drn") String drn, @QueryParam("reveal") @Nullable String reveal) {
        if (reveal == null) {
            return new PhoneList(one(drn).meter().phones());
        }
        Registry.By by = by(Reasons.checked(reveal));
        return new PhoneList(registry.phones(pan(drn), by).orElseThrow(() -> Refusal.of(Outcome.METER_UNKNOWN)).stream()
                .map(Msisdn::digits)
                .toList());
    }

    /** Registers these phones, and no others. */
    @PUT
    @Path("/{drn}/phones")
    public MeterView.Whole phones(@PathParam("drn") String drn, @Nullable PhoneList wanted) {
        if (wanted == null || wanted.phones() == null || wanted.phones().size() > Meter.PHONES_MAX) {
            throw Refusal.invalid("Send {\"phones\":[\"07…\"]} with at most " + Meter.PHONES_MAX + " phones.");
        }
        Set<Msisdn> phones = wanted.phones().stream()
                .map(typed -> typed == null || typed.length() > PHONE_TEXT_MAX ? "" : typed)
                .map(typed -> Phones.checked(typed, settings))
                .collect(Collectors.toSet());
        return done(drn, registry.register(pan(drn), phones, by("")));
    }

    /** Stops sales to a meter. */
    @POST
    @Path("/{drn}/block")
    @Allowed({Role.SUPPORT, Role.ADMIN})
    public MeterView.Whole block(@PathParam("drn") String drn, @Nullable Reason why) {
        return done(drn, registry.block(pan(drn), by(reason(why))));
    }

    /** Lets a meter buy again. */
    @POST
    @Path("/{drn}/unblock")
    @Allowed({Role.SUPPORT, Role.ADMIN})
    public MeterView.Whole unblock(@PathParam("drn") String drn, @Nullable Reason why) {
        return done(drn, registry.unblock(pan(drn), by(reason(why))));
    }

    private static String reason(@Nullable Reason why) {
        return Reasons.checked(why == null ? null : why.reason());
    }

    /** Counts a meter among others, or among none. */
    @PUT
    @Path("/{drn}/group")
    public MeterView.Whole group(@PathParam("drn") String drn, @Nullable Group wanted) {
        Optional<String> group = Optional.ofNullable(wanted).map(Group::group).map(text -> name(text, "group"));
        return done(drn, registry.putInto(pan(drn), group, by("")));
    }

    /** Tells strangers that there is no such meter, or that there is. */
    @PUT
    @Path("/{drn}/hidden")
    public MeterView.Whole hidden(@PathParam("drn") String drn, @Nullable Hidden wanted) {
        if (wanted == null || wanted.hidden() == null) {
            throw Refusal.invalid("Send {\"hidden\":true} or {\"hidden\":false}.");
        }
        return done(drn, registry.hide(pan(drn), wanted.hidden(), by("")));
    }

    /** Charges a meter by another tariff. */
    @PUT
    @Path("/{drn}/tariff")
    public MeterView.Whole tariff(@PathParam("drn") String drn, @Nullable Tariff wanted) {
        String tariff = name(wanted == null ? null : wanted.tariff(), "tariff");
        return done(drn, registry.charge(pan(drn), tariff, by("")));
    }

    /** Gives a meter free energy a month. */
    @PUT
    @Path("/{drn}/free-units")
    public MeterView.Whole freeUnits(@PathParam("drn") String drn, @Nullable FreeUnits wanted) {
        OptionalLong tenths =
                wanted == null || wanted.kwh() == null ? OptionalLong.empty() : Figures.tenths(wanted.kwh());
        if (tenths.isEmpty()) {
            throw Refusal.invalid("Send {\"kwh\":\"50.0\"}: kilowatt-hours of 0 or more, one decimal at most.");
        }
        return done(drn, registry.entitle(pan(drn), tenths.getAsLong(), by("")));
    }

    /** Changes how a meter's customer is called, and the utility's number of him. */
    @PUT
    @Path("/{drn}/customer")
    public MeterView.Whole customer(@PathParam("drn") String drn, @Nullable Called wanted) {
        String name =
                wanted == null || wanted.name() == null ? "" : wanted.name().strip();
        if (!name.matches("[^\\p{Cntrl}]{1,120}")) {
            throw Refusal.invalid("Send name, 1 to 120 characters, and account or nothing.");
        }
        Optional<String> account =
                Optional.ofNullable(wanted).map(Called::account).map(text -> name(text, "account"));
        return done(drn, registry.rename(pan(drn), name, account, by("")));
    }

    private static String name(@Nullable String text, String what) {
        String name = text == null ? "" : text.strip();
        if (!name.matches("[^\\p{Cntrl}]{1,40}")) {
            throw Refusal.invalid("Send " + what + ", 1 to 40 characters.");
        }
        return name;
    }

    private Registry.By by(String reason) {
        return new Registry.By(caller.name(), reason);
    }

    private MeterView.Whole done(String drn, Outcome outcome) {
        if (outcome != Outcome.OK) {
            throw Refusal.of(outcome);
        }
        return one(drn);
    }

    static MeterPan pan(String number) {
        return MeterPan.parse(number).orElseThrow(() -> Refusal.of(Outcome.METER_NUMBER_INVALID));
    }
}
