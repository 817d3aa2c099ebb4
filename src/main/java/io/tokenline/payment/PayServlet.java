package io.tokenline.payment;

import io.tokenline.DatabaseAway;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code /pay/WALLET/SECRET/…}: where wallets call. Whoever does not know the path, or comes from elsewhere, finds
 * nothing here. A callback is stored, then acknowledged, then acted on by another thread.
 */
@WebServlet(urlPatterns = "/pay/*", loadOnStartup = 1)
public class PayServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(PayServlet.class);
    private static final int OCTETS_MAX = 4 * PaymentCallback.BODY_MAX;

    @Inject
    private transient Wallets wallets;

    @Inject
    private transient Payments payments;

    @Inject
    private transient Callbacks callbacks;

    @Resource(lookup = "java:jboss/ee/concurrency/executor/tokenline-work")
    private transient ManagedExecutorService work;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Entrance entrance = new Entrance(wallets.terms());
        Optional<Entrance.Target> target =
                entrance.target(request.getPathInfo(), InetAddress.getByName(request.getRemoteAddr()));
        Optional<Wallet> wallet = target.flatMap(found -> wallets.named(found.wallet()));
        if (target.isEmpty() || wallet.isEmpty()) {
            LOG.info("TKL-7110 a call from {} that is none of a wallet's", request.getRemoteAddr());
            write(response, HttpServletResponse.SC_NOT_FOUND, "{}");
            return;
        }
        if (!request.getMethod().equals("POST") && !request.getMethod().equals("PUT")) {
            write(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "{}");
            return;
        }
        byte[] octets = request.getInputStream().readNBytes(OCTETS_MAX + 1);
        String body = new String(octets, StandardCharsets.UTF_8);
        String path = target.get().path();
        if (body.length() > PaymentCallback.BODY_MAX || path.length() > PaymentCallback.PATH_MAX) {
            LOG.warn(
                    "TKL-7111 wallet {}: a callback that is too long",
                    wallet.get().provider());
            write(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "{}");
            return;
        }
        take(wallet.get(), new Wallet.Call(path, body), response);
    }

    private void take(Wallet wallet, Wallet.Call call, HttpServletResponse response) throws IOException {
        try {
            Optional<Wallet.Question> question = wallet.question(call);
            if (question.isPresent()) {
                write(
                        response,
                        HttpServletResponse.SC_OK,
                        wallet.answer(payments.judge(wallet.provider(), question.get())));
                return;
            }
            Optional<Long> row = callbacks.keep(wallet, call);
            write(response, HttpServletResponse.SC_OK, wallet.acknowledgement());
            row.ifPresent(this::actOn);
        } catch (RuntimeException e) {
            LOG.atError()
                    .setCause(DatabaseAway.trace(e))
                    .log(
                            "TKL-7112 wallet {}: a callback could not be stored; it is to come again: {}",
                            wallet.provider(),
                            DatabaseAway.reason(e));
            write(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "{}");
        }
    }

    /** Where no thread is free, the recovery takes it up. */
    private void actOn(long row) {
        try {
            work.execute(() -> callbacks.handle(row));
        } catch (RejectedExecutionException e) {
            LOG.info("TKL-7113 callback {} is acted on later", row);
        }
    }

    private static void write(HttpServletResponse response, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        response.setStatus(status);
        response.setContentType("application/json;charset=UTF-8");
        response.setHeader("Cache-Control", "no-store");
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
