package io.tokenline.sandbox;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** Bad input gets 400 and one sentence that says what to send instead. */
@Provider
public class SandboxErrors implements ExceptionMapper<IllegalArgumentException> {

    /** The body of every refusal. */
    public record Refusal(String error) {}

    @Override
    public Response toResponse(IllegalArgumentException exception) {
        return refusal(Response.Status.BAD_REQUEST, String.valueOf(exception.getMessage()));
    }

    static Response refusal(Response.Status status, String sentence) {
        return Response.status(status)
                .type(MediaType.APPLICATION_JSON)
                .entity(new Refusal(sentence))
                .build();
    }
}
