package io.tokenline.console;

import io.tokenline.Settings;
import io.undertow.servlet.handlers.ServletRequestContext;
import jakarta.inject.Inject;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import java.io.IOException;

/**
 * Lets a file of meters be longer than the server lets any other request be (10 MB): Servlet has no limit by path, so the
 * server itself is asked, before anything is read.
 */
@WebFilter("/api/meters/import")
public class FileLimit extends HttpFilter {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient Settings settings;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        ServletRequestContext.requireCurrent()
                .getExchange()
                .setMaxEntitySize(settings.registry().fileOctets());
        chain.doFilter(request, response);
    }
}
