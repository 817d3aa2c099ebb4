package io.tokenline.console;

import io.tokenline.Outcome;
import io.tokenline.vault.VaultClosed;
import io.tokenline.yaml.Fault;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the answer of a {@link Refusal}. Errors of ours are for the log: by default a caller would read their text, SQL
 * and all.
 */
@Provider
public class ApiErrors implements ExceptionMapper<RuntimeException> {

    static final String FAILED = "The server failed; its log says why.";

    private static final Logger LOG = LoggerFactory.getLogger(ApiErrors.class);

    /** The body of every answer of 400 and above: what to do, in one sentence. */
    public record Failure(String error) {}

    /** As {@link Failure}, where a room answered with one of its outcomes. */
    public record Refused(String error, Outcome outcome) {}

    /** A place in a file that was sent, counted from 1, and what is wrong there. */
    public record FaultAt(int line, int column, String text) {

        static FaultAt of(Fault fault) {
            return new FaultAt(fault.line(), fault.column(), fault.text());
        }
    }

    /** As {@link Failure}, where a file that was sent has faults. */
    public record Faulty(String error, List<FaultAt> faults) {}

    @Override
    public Response toResponse(RuntimeException exception) {
        if (exception instanceof Refusal refusal) {
            return answer(refusal);
        }
        if (exception instanceof WebApplicationException refusal) {
            return refusal.getResponse();
        }
        Optional<String> closed = VaultClosed.causeOf(exception);
        if (closed.isPresent()) {
            return Response.status(Response.Status.SERVICE_UNAVAILABLE)
                    .type(MediaType.APPLICATION_JSON)
                    .entity(new Refused(closed.get(), Outcome.VAULT_CLOSED))
                    .build();
        }
        LOG.error("TKL-3001 a request to the API failed", exception);
        return Response.serverError()
                .type(MediaType.APPLICATION_JSON)
                .entity(new Failure(FAILED))
                .build();
    }

    private static Response answer(Refusal refusal) {
        String sentence = String.valueOf(refusal.getMessage());
        Response.ResponseBuilder response = Response.status(refusal.status()).type(MediaType.APPLICATION_JSON);
        refusal.pause().ifPresent(pause -> response.header(HttpHeaders.RETRY_AFTER, Refusal.seconds(pause)));
        if (!refusal.faults().isEmpty()) {
            List<FaultAt> faults = refusal.faults().stream().map(FaultAt::of).toList();
            return response.entity(new Faulty(sentence, faults)).build();
        }
        return response.entity(refusal.outcome()
                        .<Object>map(outcome -> new Refused(sentence, outcome))
                        .orElseGet(() -> new Failure(sentence)))
                .build();
    }
}
