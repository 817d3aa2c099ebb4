package io.tokenline.smpp;

import io.tokenline.smpp.peer.ChPeer;
import io.tokenline.smpp.peer.Peer;

class ChPeerIsBoundIT extends PeerIsBoundContract {

    @Override
    Peer peer() {
        return new ChPeer();
    }
}
