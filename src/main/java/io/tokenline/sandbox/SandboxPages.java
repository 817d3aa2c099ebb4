package io.tokenline.sandbox;

import io.tokenline.Settings;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The sandbox's pages: {@code /} and {@code /handset}; 404 where the sandbox is off. */
@WebServlet(urlPatterns = {"", "/handset", "/sandbox/*"})
public class SandboxPages extends HttpServlet {

    private static final long serialVersionUID = 1L;
    private static final String FOLDER = "/WEB-INF/sandbox/";
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self';"
            + " img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    /** File and content type by path; nothing else is served. */
    private static final Map<String, String[]> PAGES = Map.of(
            "/", new String[] {"index.html", "text/html;charset=UTF-8"},
            "/handset", new String[] {"handset.html", "text/html;charset=UTF-8"},
            "/sandbox/handset.js", new String[] {"handset.js", "text/javascript;charset=UTF-8"},
            "/sandbox/sandbox.css", new String[] {"sandbox.css", "text/css;charset=UTF-8"});

    @Inject
    private transient Settings settings;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String[] page = PAGES.get(request.getRequestURI());
        if (page == null || !settings.sandbox()) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        try (InputStream in = getServletContext().getResourceAsStream(FOLDER + page[0])) {
            response.setContentType(page[1]);
            response.setHeader("Content-Security-Policy", POLICY);
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Referrer-Policy", "no-referrer");
            response.setHeader("Cache-Control", "no-cache");
            in.transferTo(response.getOutputStream());
        }
    }
}
