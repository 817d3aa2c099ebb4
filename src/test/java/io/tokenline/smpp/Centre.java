package io.tokenline.smpp;

import com.cloudhopper.smpp.type.Address;
import io.tokenline.smpp.codec.Gsm7;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A {@link Gateway} with phones, for tests of a whole server. */
public final class Centre implements AutoCloseable {

    /** What was taken for a phone, under the id that the response had. */
    private record Taken(String phone, String id, String text) {}

    private final Gateway gateway = new Gateway();
    private final List<Taken> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger numbers = new AtomicInteger();

    /** A gateway that listens on a free port of 127.0.0.1. */
    public Centre() throws Exception {
        gateway.ids = number -> "00" + Integer.toHexString(number).toUpperCase(Locale.ROOT);
        gateway.answer = submit -> {
            taken.add(new Taken(
                    submit.getDestAddress().getAddress(),
                    String.valueOf(numbers.incrementAndGet()),
                    Gsm7.decode(submit.getShortMessage())));
            return 0;
        };
    }

    /** Where it listens. */
    public int port() {
        return gateway.port;
    }

    /** Connections that are bound now. */
    public int binds() {
        return gateway.sessions.size();
    }

    /** How many binds it was asked for. */
    public int bindsAsked() {
        return gateway.bindsAsked.size();
    }

    /** A text of a phone to the short code; gives the command_status of the response. */
    public int text(String phone, String text) throws Exception {
        return gateway.deliver(new Address((byte) 1, (byte) 1, phone), "12055", 0, Gsm7.encode(text))
                .getCommandStatus();
    }

    /** Waits for an SMS to a phone. */
    public String awaitSms(String phone, String part) {
        if (!ListenerBed.eventually(() -> find(phone, part).isPresent())) {
            throw new AssertionError("no SMS with " + part);
        }
        return find(phone, part).orElseThrow().text();
    }

    private Optional<Taken> find(String phone, String part) {
        return taken.stream()
                .filter(t -> t.phone().equals(phone) && t.text().contains(part))
                .findFirst();
    }

    /** Tells of all SMS to a phone, with the id as a decimal number. */
    public void receipts(String phone, String stat) throws Exception {
        for (Taken each : taken) {
            if (each.phone().equals(phone)) {
                byte[] text = Gsm7.encode("id:" + each.id() + " sub:001 dlvrd:001 stat:" + stat + " err:000");
                gateway.deliver(new Address((byte) 1, (byte) 1, phone), "12055", 4, text);
            }
        }
    }

    @Override
    public void close() {
        gateway.close();
    }
}
