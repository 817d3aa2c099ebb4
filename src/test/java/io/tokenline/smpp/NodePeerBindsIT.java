package io.tokenline.smpp;

import io.tokenline.smpp.peer.NodePeer;
import io.tokenline.smpp.peer.Peer;
import org.junit.jupiter.api.Tag;

@Tag("interop")
class NodePeerBindsIT extends PeerBindsContract {

    @Override
    Peer peer() throws Exception {
        return new NodePeer();
    }
}
