package io.tokenline.smpp;

import java.net.InetAddress;

/** Says whether a system_id and a password that came from an address belong together. */
@FunctionalInterface
public interface Admission {

    /** The answer; it may take as long as a password takes to hash. */
    Login check(String systemId, String password, InetAddress address);
}
