package io.tokenline.smpp;

import io.tokenline.smpp.peer.ChPeer;
import io.tokenline.smpp.peer.Peer;

class ChPeerBindsIT extends PeerBindsContract {

    @Override
    Peer peer() {
        return new ChPeer();
    }
}
