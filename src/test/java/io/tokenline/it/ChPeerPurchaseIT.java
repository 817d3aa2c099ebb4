package io.tokenline.it;

import io.tokenline.smpp.peer.ChPeer;
import io.tokenline.smpp.peer.Peer;

class ChPeerPurchaseIT extends PeerPurchaseContract {

    @Override
    Peer peer() {
        return new ChPeer();
    }
}
