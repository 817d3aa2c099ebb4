package io.tokenline;

import java.util.UUID;
import org.infinispan.Cache;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.manager.EmbeddedCacheManager;

/** Caches such as the server's, without a server. */
public final class LocalCache {

    private static final EmbeddedCacheManager CONTAINER = new DefaultCacheManager(
            new GlobalConfigurationBuilder().nonClusteredDefault().build());

    private LocalCache() {}

    /** An empty one. */
    public static Cache<String, byte[]> fresh() {
        String name = UUID.randomUUID().toString();
        CONTAINER.defineConfiguration(name, new ConfigurationBuilder().build());
        return CONTAINER.getCache(name);
    }
}
