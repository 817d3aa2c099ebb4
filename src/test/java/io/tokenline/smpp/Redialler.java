package io.tokenline.smpp;

import com.cloudhopper.smpp.SmppBindType;
import com.cloudhopper.smpp.SmppSession;
import com.cloudhopper.smpp.SmppSessionConfiguration;
import com.cloudhopper.smpp.impl.DefaultSmppClient;
import com.cloudhopper.smpp.impl.DefaultSmppSessionHandler;
import com.cloudhopper.smpp.pdu.DeliverSm;
import com.cloudhopper.smpp.pdu.PduRequest;
import com.cloudhopper.smpp.pdu.PduResponse;
import com.cloudhopper.smpp.type.RecoverablePduException;
import com.cloudhopper.smpp.type.SmppChannelException;
import com.cloudhopper.smpp.type.SmppTimeoutException;
import com.cloudhopper.smpp.type.UnrecoverablePduException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/** An operator who binds to us, and binds again whenever a connection is gone. */
final class Redialler implements AutoCloseable {

    private static final Duration PAUSE = Duration.ofMillis(20);

    private final DefaultSmppClient client = new DefaultSmppClient();
    private final List<Thread> threads = new ArrayList<>();
    private final int port;
    private final Consumer<DeliverSm> taken;
    private final Consumer<String> unreadable;
    private volatile boolean over;

    /**
     * Begins to bind as the sandbox's operator.
     *
     * @param binds how many it keeps
     * @param taken called with what it accepts
     * @param unreadable called where it cannot read a PDU
     */
    Redialler(int port, int binds, Consumer<DeliverSm> taken, Consumer<String> unreadable) {
        this.port = port;
        this.taken = taken;
        this.unreadable = unreadable;
        for (int i = 0; i < binds; i++) {
            Thread thread = new Thread(this::keepBound, "redialler");
            thread.start();
            threads.add(thread);
        }
    }

    private void keepBound() {
        SmppSessionConfiguration configuration = new SmppSessionConfiguration();
        configuration.setType(SmppBindType.TRANSCEIVER);
        configuration.setHost("127.0.0.1");
        configuration.setPort(port);
        configuration.setSystemId("sandbox");
        configuration.setPassword("sandbox");
        configuration.setBindTimeout(1_000);
        while (!over) {
            try {
                Taker taker = new Taker();
                SmppSession session = client.bind(configuration, taker);
                while (!over && !taker.gone) {
                    LockSupport.parkNanos(PAUSE.toNanos());
                }
                session.destroy();
            } catch (SmppChannelException | SmppTimeoutException | UnrecoverablePduException e) {
                LockSupport.parkNanos(PAUSE.toNanos()); // cut in the middle of the bind
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    @Override
    public void close() {
        over = true;
        threads.forEach(Thread::interrupt);
        client.destroy();
    }

    private final class Taker extends DefaultSmppSessionHandler {
        private volatile boolean gone;

        @Override
        public void fireChannelUnexpectedlyClosed() {
            gone = true;
        }

        @Override
        @SuppressWarnings("rawtypes") // the client's own signature
        public PduResponse firePduRequestReceived(PduRequest request) {
            if (request instanceof DeliverSm deliver) {
                taken.accept(deliver);
            }
            return request.createResponse();
        }

        @Override
        public void fireRecoverablePduException(RecoverablePduException e) {
            unreadable.accept("the peer could not read a PDU: " + e.getMessage());
        }

        @Override
        public void fireUnrecoverablePduException(UnrecoverablePduException e) {
            unreadable.accept("the peer could not read a PDU: " + e.getMessage());
        }
    }
}
