package io.tokenline.sandbox;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;

/** A body that cannot be read is refused as any other bad input is: in JSON, with one sentence. */
@Provider
public class UnreadableBody implements ContainerResponseFilter {

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        boolean bad = response.getStatus() == Response.Status.BAD_REQUEST.getStatusCode();
        if (bad && response.getEntity() instanceof String) {
            response.setEntity(new SandboxErrors.Refusal("The body is not the JSON that belongs here; see /openapi."));
        }
    }
}
