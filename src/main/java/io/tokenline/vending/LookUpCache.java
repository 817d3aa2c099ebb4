package io.tokenline.vending;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import org.infinispan.Cache;

/** The server's cache of how many meters each phone has looked up; it holds octets only, which any cache can pass on. */
@ApplicationScoped
public class LookUpCache {

    @Resource(lookup = "java:jboss/infinispan/cache/tokenline/lookups")
    private Cache<String, byte[]> counts;

    /** The server's. */
    public LookUpCache() {
        // the container fills the field
    }

    /** Another one. */
    public LookUpCache(Cache<String, byte[]> counts) {
        this.counts = counts;
    }

    /** By the phone's digits. */
    Cache<String, byte[]> counts() {
        return counts;
    }
}
