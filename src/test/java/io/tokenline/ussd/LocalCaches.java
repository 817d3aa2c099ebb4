package io.tokenline.ussd;

import io.tokenline.LocalCache;

/** Caches of dialogs such as the server's, without a server. */
final class LocalCaches {

    private LocalCaches() {}

    /** Empty ones. */
    static DialogCaches fresh() {
        return new DialogCaches(LocalCache.fresh(), LocalCache.fresh());
    }
}
