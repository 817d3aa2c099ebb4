package io.tokenline.ussd;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import org.infinispan.Cache;

/** The server's caches of dialogs, by subscriber; they hold text and octets only, which any cache can pass on. */
@ApplicationScoped
public class DialogCaches {

    @Resource(lookup = "java:jboss/infinispan/cache/tokenline/dialogs")
    private Cache<String, byte[]> open;

    @Resource(lookup = "java:jboss/infinispan/cache/tokenline/dropped")
    private Cache<String, byte[]> dropped;

    /** The server's. */
    public DialogCaches() {
        // the container fills the fields
    }

    DialogCaches(Cache<String, byte[]> open, Cache<String, byte[]> dropped) {
        this.open = open;
        this.dropped = dropped;
    }

    /** Of open dialogs; it must never evict one, their cap is {@link OpenDialogs}' work. */
    public Cache<String, byte[]> open() {
        return open;
    }

    /** Of dialogs that broke off; it may forget any. */
    public Cache<String, byte[]> dropped() {
        return dropped;
    }
}
