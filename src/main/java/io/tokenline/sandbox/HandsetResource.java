package io.tokenline.sandbox;

import io.tokenline.Msisdn;
import io.tokenline.Settings;
import io.tokenline.smpp.codec.Gsm7;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The phone of the handset page. */
@Path("/handset")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class HandsetResource {

    @Inject
    private Settings settings;

    @Inject
    private Handsets handsets;

    @Inject
    private SandboxWallet wallet;

    @Inject
    private Network network;

    /** What a phone has to know. */
    public record Codes(String code, String shortCode, String currency) {}

    /** What is typed. */
    public record Typed(@Nullable String text) {}

    /** How the owner answers the wallet's prompt. */
    public record Pin(boolean approve) {}

    /** An SMS. */
    public record Sms(long id, String from, String text, String at) {}

    /** The wallet's prompt. */
    public record Prompt(String reference, String amount) {}

    /** What is new on a phone. */
    public record News(List<Sms> messages, @Nullable Prompt prompt) {}

    /** The codes to dial and to write to. */
    @GET
    public Codes codes() {
        return new Codes(
                settings.ussdCode(), settings.shortCode(), settings.currency().getCurrencyCode());
    }

    /** Dials, or answers the screen that is open. */
    @POST
    @Path("/{msisdn}/ussd")
    public Response ussd(@PathParam("msisdn") String msisdn, @Nullable Typed typed) {
        return onNetwork(gateway -> Response.ok(gateway.ussd(phone(msisdn), settings.ussdCode(), text(typed)))
                .build());
    }

    /** Hangs up. */
    @DELETE
    @Path("/{msisdn}/ussd")
    public Response hangUp(@PathParam("msisdn") String msisdn) {
        return onNetwork(gateway -> {
            gateway.hangUp(phone(msisdn), settings.ussdCode());
            return Response.noContent().build();
        });
    }

    /** Sends a text to the short code. */
    @POST
    @Path("/{msisdn}/sms")
    public Response sms(@PathParam("msisdn") String msisdn, @Nullable Typed typed) {
        return onNetwork(gateway -> {
            gateway.sms(phone(msisdn), settings.shortCode(), text(typed));
            return Response.accepted().build();
        });
    }

    /** What came since. */
    @GET
    @Path("/{msisdn}/messages")
    public News messages(@PathParam("msisdn") String msisdn, @QueryParam("after") @DefaultValue("0") long after) {
        Msisdn phone = phone(msisdn);
        List<Sms> messages = handsets.after(phone, after).stream()
                .map(sms -> new Sms(sms.id(), sms.from(), sms.text(), sms.at().toString()))
                .toList();
        Optional<Prompt> prompt = wallet.prompting(phone)
                .map(payment ->
                        new Prompt(payment.saleReference(), payment.amount().toString()));
        return new News(messages, prompt.orElse(null));
    }

    /** Answers the wallet's prompt. */
    @POST
    @Path("/{msisdn}/pin")
    public Response pin(@PathParam("msisdn") String msisdn, @Nullable Pin pin) {
        if (pin == null) {
            throw new IllegalArgumentException("send {\"approve\":true} or {\"approve\":false}");
        }
        return wallet.pin(phone(msisdn), pin.approve())
                ? Response.noContent().build()
                : SandboxErrors.refusal(Response.Status.NOT_FOUND, "The wallet asks this phone for nothing.");
    }

    private interface OnGateway {
        Response apply(HandsetGateway gateway) throws HandsetGateway.GatewayException;
    }

    private Response onNetwork(OnGateway step) {
        try {
            return step.apply(network.gateway());
        } catch (HandsetGateway.GatewayException e) {
            return SandboxErrors.refusal(Response.Status.BAD_GATEWAY, String.valueOf(e.getMessage()));
        }
    }

    private Msisdn phone(String typed) {
        return Msisdn.parse(typed, settings.countryCode())
                .orElseThrow(() -> new IllegalArgumentException(
                        "That is no phone number; write it like 0712345678 or 254712345678."));
    }

    private static String text(@Nullable Typed typed) {
        String text = typed == null ? null : typed.text();
        if (text == null || text.isEmpty()) {
            throw new IllegalArgumentException("send {\"text\":\"what is dialled or typed\"}");
        }
        if (Gsm7.septets(text) > HandsetGateway.TEXT_MAX) {
            throw new IllegalArgumentException("That is too long: at most " + HandsetGateway.TEXT_MAX + " characters.");
        }
        return text;
    }
}
