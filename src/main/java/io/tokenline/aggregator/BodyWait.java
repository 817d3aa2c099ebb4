package io.tokenline.aggregator;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for the body of a request, for so many octets and so long, and keeps no thread while it does; then the request is
 * dispatched anew, with the body as an attribute.
 */
final class BodyWait implements ReadListener, AsyncListener {

    /** The attribute that holds the octets of the body. */
    static final String BODY = BodyWait.class.getName();

    private static final Logger LOG = LoggerFactory.getLogger(BodyWait.class);
    private static final long PATIENCE_MILLIS = 10_000;

    private final AsyncContext context;
    private final ServletInputStream in;
    private final HttpServletResponse response;
    private final int most;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final AtomicBoolean over = new AtomicBoolean();

    private BodyWait(AsyncContext context, ServletInputStream in, HttpServletResponse response, int most) {
        this.context = context;
        this.in = in;
        this.response = response;
        this.most = most;
    }

    /** Whether there is a body to wait for. */
    static boolean hasBody(HttpServletRequest request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    /**
     * Begins to wait.
     *
     * @throws Refused 413 where the request says that it is too long
     */
    static void begin(HttpServletRequest request, HttpServletResponse response, int most) throws IOException, Refused {
        if (request.getContentLengthLong() > most) {
            throw tooLong(most);
        }
        AsyncContext context = request.startAsync(request, response);
        context.setTimeout(PATIENCE_MILLIS);
        BodyWait wait = new BodyWait(context, request.getInputStream(), response, most);
        context.addListener(wait);
        wait.in.setReadListener(wait);
    }

    private static Refused tooLong(int most) {
        return new Refused(413, "The body has more than " + most + " octets.");
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] buffer = new byte[1024];
        while (!over.get() && in.isReady() && !in.isFinished()) {
            int read = in.read(buffer);
            if (read > 0) {
                body.write(buffer, 0, read);
            }
            if (body.size() > most) {
                end(tooLong(most));
            }
        }
    }

    @Override
    public void onAllDataRead() {
        if (over.compareAndSet(false, true)) {
            context.getRequest().setAttribute(BODY, body.toByteArray());
            context.dispatch();
        }
    }

    @Override
    public void onTimeout(AsyncEvent event) throws IOException {
        end(new Refused(408, "The body did not come in time."));
    }

    @Override
    public void onError(Throwable failure) {
        LOG.debug("TKL-1508 the body of a request did not come: {}", failure.toString());
        if (over.compareAndSet(false, true)) {
            context.complete();
        }
    }

    private void end(Refused refused) throws IOException {
        if (over.compareAndSet(false, true)) {
            response.setHeader("Connection", "close");
            AggregatorServlet.refuse(response, refused);
            context.complete();
        }
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}

    @Override
    public void onError(AsyncEvent event) {}
}
