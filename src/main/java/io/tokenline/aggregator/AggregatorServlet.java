package io.tokenline.aggregator;

import io.tokenline.DatabaseAway;
import io.tokenline.Settings;
import io.tokenline.ussd.Dialogs;
import jakarta.annotation.PostConstruct;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /ussd/NAME/KEY}: where aggregators send their requests. Whoever does not know the path, comes from elsewhere or
 * lacks the secret is answered before his body is read; a body is waited for without a thread.
 */
@WebServlet(urlPatterns = "/ussd/*", asyncSupported = true, loadOnStartup = 1)
public class AggregatorServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(AggregatorServlet.class);
    private static final int QUERY_MAX = 4 * 1024;

    @Inject
    private transient Aggregators aggregators;

    @Inject
    private transient Profiles profiles;

    @Inject
    private transient Dialogs dialogs;

    @Inject
    private transient Settings settings;

    @Inject
    private transient Clock clock;

    @Inject
    private transient RandomGenerator random;

    private transient Door door;
    private transient Adapter adapter;

    /** Reads the profiles, so that one with faults stops the start. */
    @PostConstruct
    void start() {
        LOG.info("TKL-1500 profiles of aggregators: {}", profiles.names());
        door = new Door(random, clock);
        adapter = new Adapter(
                dialogs::next,
                settings.ussdCode(),
                settings.countryCode(),
                settings.dialogs().total(),
                clock);
    }

    /**
     * What the path of a request says.
     *
     * @param name of the aggregator
     * @param key its last part that is ours
     * @param rest what the provider adds to it
     */
    private record Target(String name, String key, String rest) {

        static Target of(@Nullable String path) {
            String[] parts = (path == null ? "" : path).split("/", 4);
            return new Target(part(parts, 1), part(parts, 2), part(parts, 3));
        }

        private static String part(String[] parts, int number) {
            return parts.length > number ? parts[number] : "";
        }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        try {
            take(request, response);
        } catch (Refused e) {
            LOG.debug("TKL-1501 a request of an aggregator refused: {} {}", e.status(), e.sentence());
            refuse(response, e);
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(DatabaseAway.trace(e))
                    .log("TKL-1507 a request of an aggregator failed: {}", DatabaseAway.reason(e));
            refuse(response, new Refused(500, "The server failed; its log says why."));
        }
    }

    private void take(HttpServletRequest request, HttpServletResponse response) throws IOException, Refused {
        Target target = Target.of(request.getPathInfo());
        InetAddress from = InetAddress.getByName(request.getRemoteAddr());
        Optional<Aggregator> named =
                Aggregator.mayBeCalled(target.name()) ? aggregators.find(target.name()) : Optional.empty();
        Aggregator aggregator = door.enter(named, target.key(), from);
        Profile profile = profiles.named(aggregator.terms().profile())
                .orElseThrow(() ->
                        new IllegalStateException(aggregator.link() + " has a profile that this version has not"));
        Object body = request.getAttribute(BodyWait.BODY);
        HttpCall call = call(request, target, body instanceof byte[] octets ? octets : new byte[0]);
        door.checkSecret(aggregator, call.early(profile.at().secret()), from);
        if (body == null && BodyWait.hasBody(request)) {
            BodyWait.begin(request, response, HttpCall.BODY_MAX);
            return;
        }
        write(response, adapter.answer(aggregator, profile, call));
    }

    private static HttpCall call(HttpServletRequest request, Target target, byte[] body) throws Refused {
        String query = Optional.ofNullable(request.getQueryString()).orElse("");
        if (query.length() > QUERY_MAX) {
            throw new Refused(414, "The address is too long.");
        }
        Map<String, String> headers = new HashMap<>();
        for (String name : Collections.list(request.getHeaderNames())) {
            headers.put(name.toLowerCase(Locale.ROOT), request.getHeader(name));
        }
        return new HttpCall(request.getMethod(), target.rest(), query, headers, charset(request), body);
    }

    private static Charset charset(HttpServletRequest request) throws Refused {
        String said = request.getCharacterEncoding();
        try {
            return said == null ? StandardCharsets.UTF_8 : Charset.forName(said);
        } catch (IllegalArgumentException e) {
            throw new Refused(415, "No such charset is known here; send UTF-8.");
        }
    }

    static void refuse(HttpServletResponse response, Refused refused) throws IOException {
        String body = Json.createObjectBuilder()
                .add("error", refused.sentence())
                .build()
                .toString();
        Map<String, String> headers = refused.status() == 503 ? Map.of("Retry-After", "1") : Map.of();
        write(response, new HttpAnswer(refused.status(), "application/json", headers, body));
    }

    private static void write(HttpServletResponse response, HttpAnswer answer) throws IOException {
        response.setStatus(answer.status());
        response.setContentType(answer.type() + ";charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        answer.headers().forEach(response::setHeader);
        byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}
