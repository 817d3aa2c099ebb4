package io.tokenline.console;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Errors of ours are for the log: by default a caller would read their text, SQL and all. */
@Provider
public class ApiErrors implements ExceptionMapper<RuntimeException> {

    private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

    /** The body of such an answer. */
    public record Failure(String error) {}

    @Override
    public Response toResponse(RuntimeException exception) {
        if (exception instanceof WebApplicationException refusal) {
            return refusal.getResponse();
        }
        LOG.error("TKL-3001 a request to the API failed", exception);
        return Response.serverError()
                .type(MediaType.APPLICATION_JSON)
                .entity(new Failure("The server failed; its log says why."))
                .build();
    }
}
