package io.tokenline.smpp;

import jakarta.inject.Inject;
import jakarta.servlet.GenericServlet;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;

/**
 * Lets phones in when the last of the server is there, and sends them away first. It is a servlet, for the web side starts after
 * everything else: a customer who could buy before that would have his wallet's callback refused, and many customers would keep
 * the web side from starting. It serves no path; a port that cannot be opened stops the deployment.
 */
public class FrontDoor extends GenericServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    private transient SmppServer listener;

    @Inject
    private transient LinkServer links;

    @Override
    public void init() {
        listener.open();
        links.open();
    }

    @Override
    public void service(ServletRequest request, ServletResponse response) {
        throw new IllegalStateException("no path leads here");
    }

    @Override
    public void destroy() {
        links.close();
        listener.close();
    }
}
