package io.tokenline.sandbox;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Which operator the handset page's phones belong to; there is none until the sandbox has started. */
@ApplicationScoped
class Network {

    private volatile @Nullable HandsetGateway current;

    void join(HandsetGateway gateway) {
        current = gateway;
    }

    HandsetGateway gateway() throws HandsetGateway.GatewayException {
        HandsetGateway gateway = current;
        if (gateway == null) {
            throw new HandsetGateway.GatewayException("The phone has no network yet. Try again in a moment.");
        }
        return gateway;
    }

    void leave() {
        HandsetGateway gateway = current;
        current = null;
        if (gateway != null) {
            gateway.close();
        }
    }
}
