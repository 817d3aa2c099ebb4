package io.tokenline.ussd;

import java.util.UUID;
import org.infinispan.Cache;
import org.infinispan.configuration.cache.ConfigurationBuilder;
import org.infinispan.configuration.global.GlobalConfigurationBuilder;
import org.infinispan.manager.DefaultCacheManager;
import org.infinispan.manager.EmbeddedCacheManager;

/** Caches such as the server's, without a server. */
final class LocalCaches {

    private static final EmbeddedCacheManager CONTAINER = new DefaultCacheManager(
            new GlobalConfigurationBuilder().nonClusteredDefault().build());

    private LocalCaches() {}

    /** Empty ones. */
    static DialogCaches fresh() {
        return new DialogCaches(cache(), cache());
    }

    private static Cache<String, byte[]> cache() {
        String name = UUID.randomUUID().toString();
        CONTAINER.defineConfiguration(name, new ConfigurationBuilder().build());
        return CONTAINER.getCache(name);
    }
}
