package io.tokenline.console;

import io.tokenline.Settings;
import io.undertow.servlet.handlers.ServletRequestContext;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * Limits what a request may carry: a file of meters to what is set, a wallet's statement to 64 MB, anything else to 10 MB. Servlet has no limit by path, so
 * the server itself has none, and is told here before anything is read.
 */
@WebFilter(value = "/*", asyncSupported = true)
public class FileLimit extends HttpFilter {

    private static final long serialVersionUID = 1L;
    private static final String FILES = "/api/meters/import";
    private static final String STATEMENTS = "/api/books/statements/";
    private static final int MEGABYTE = 1 << 20;
    private static final long STATEMENT = 64L * MEGABYTE;
    private static final long OTHERS = 10L * MEGABYTE;

    @Inject
    private transient Settings settings;

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long limit = limit(request.getRequestURI());
        if (request.getContentLengthLong() > limit) {
            response.setStatus(HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            response.setContentType("application/json");
            response.getWriter().write("{\"error\":\"This may have at most " + limit / MEGABYTE + " MB.\"}");
            return;
        }
        ServletRequestContext.requireCurrent().getExchange().setMaxEntitySize(limit);
        chain.doFilter(request, response);
    }

    private long limit(String path) {
        if (path.equals(FILES)) {
            return settings.registry().fileOctets();
        }
        return path.startsWith(STATEMENTS) ? STATEMENT : OTHERS;
    }
}
