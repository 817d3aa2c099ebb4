package io.tokenline.it;

import io.tokenline.smpp.peer.NodePeer;
import io.tokenline.smpp.peer.Peer;
import org.junit.jupiter.api.Tag;

@Tag("interop")
class NodePeerPurchaseIT extends PeerPurchaseContract {

    @Override
    Peer peer() throws Exception {
        return new NodePeer();
    }
}
