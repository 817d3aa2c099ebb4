package io.tokenline.console;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;

/** Gives the errors that JAX-RS finds by itself the body that all others have; its own text may repeat what was sent. */
@Provider
public class ErrorBodies implements ContainerResponseFilter {

    private static final int FIRST_ERROR = 400;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Object entity = response.getEntity();
        if (response.getStatus() >= FIRST_ERROR && (entity == null || entity instanceof String)) {
            response.setEntity(
                    new ApiErrors.Failure(sentence(response.getStatus())),
                    new Annotation[0],
                    MediaType.APPLICATION_JSON_TYPE);
        }
    }

    static String sentence(int status) {
        return switch (status) {
            case 400 -> "The body is not the JSON that belongs here; see /openapi.";
            case 401 -> "Say who you are: name and password by HTTP Basic.";
            case 403 -> "You may not do this.";
            case 404 -> "There is nothing at this path; see /openapi.";
            case 405 -> "This path does not take this method; see /openapi.";
            case 406 -> "Every answer is JSON: accept application/json.";
            case 413 -> "The body is too large.";
            case 415 -> "Send JSON, with the header Content-Type: application/json.";
            case 429 -> "There were too many wrong passwords: try again later.";
            default -> status < 500 ? "The request cannot be answered; see /openapi." : ApiErrors.FAILED;
        };
    }
}
