package io.tokenline.ussd;

import io.tokenline.Msisdn;
import io.tokenline.Settings;
import io.tokenline.ussd.menu.Position;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;

/**
 * One dial as it stands between two steps, and the octets that it is stored as: the number of this form, when it begun
 * and when its last step was (milliseconds of 1970), whether it has spent, its id, the gateway's session and the link of
 * its SMS (each its length, two octets, and its UTF-8), then its position. Equal dialogs have equal octets.
 */
final class Dialog {

    private static final byte FORM = 1;
    private static final int HEAD = 1 + 2 * Long.BYTES + 1 + 2 * Long.BYTES;

    /** Who may have one dialog at a time: networks allow a subscriber no more. */
    record Subscriber(String link, Msisdn msisdn) {

        static Subscriber of(UssdRequest request) {
            return new Subscriber(request.link(), request.msisdn());
        }

        static Subscriber of(String key) {
            int space = key.indexOf(' ');
            return new Subscriber(key.substring(space + 1), new Msisdn(key.substring(0, space)));
        }

        /** What it is stored under; digits have no space. */
        String key() {
            return msisdn.digits() + " " + link;
        }
    }

    final Subscriber subscriber;
    final UUID id;
    final String gatewaySession;
    final String textLink;
    private final Instant begun;
    private final Instant lastStep;
    private final boolean spent;
    private final Optional<Position> position;
    private final byte[] octets;

    private Dialog(
            Subscriber subscriber,
            UUID id,
            String gatewaySession,
            String textLink,
            Instant begun,
            Instant lastStep,
            boolean spent,
            Optional<Position> position) {
        this.subscriber = subscriber;
        this.id = id;
        this.gatewaySession = gatewaySession;
        this.textLink = textLink;
        this.begun = begun;
        this.lastStep = lastStep;
        this.spent = spent;
        this.position = position;
        this.octets = write();
    }

    private Dialog(Subscriber subscriber, byte[] octets) {
        ByteBuffer in = ByteBuffer.wrap(octets);
        if (octets.length < HEAD || in.get() != FORM) {
            throw new IllegalArgumentException("no dialog of this form");
        }
        this.subscriber = subscriber;
        this.begun = Instant.ofEpochMilli(in.getLong());
        this.lastStep = Instant.ofEpochMilli(in.getLong());
        this.spent = in.get() != 0;
        this.id = new UUID(in.getLong(), in.getLong());
        this.gatewaySession = text(in);
        this.textLink = text(in);
        this.position = in.hasRemaining()
                ? Optional.of(Position.of(Arrays.copyOfRange(octets, in.position(), octets.length)))
                : Optional.empty();
        this.octets = octets;
    }

    /** A dial that has shown no screen yet. */
    static Dialog begun(UssdRequest request, Instant now) {
        return new Dialog(
                Subscriber.of(request),
                UUID.randomUUID(),
                request.gatewaySession(),
                request.textLink(),
                now,
                now,
                false,
                Optional.empty());
    }

    /**
     * The dialog that these octets are of.
     *
     * @throws IllegalArgumentException where they are of another form or damaged
     */
    static Dialog of(Subscriber subscriber, byte[] octets) {
        return new Dialog(subscriber, octets);
    }

    /** What it is stored as; nobody may write into it. */
    byte[] octets() {
        return octets;
    }

    /** Where it stands; empty before its first screen. */
    Optional<Position> position() {
        return position;
    }

    /** The language of its screens; empty before the first one. */
    String language() {
        return position.map(Position::language).orElse("");
    }

    /** Whether it has asked for something that moves money. */
    boolean hasSpent() {
        return spent;
    }

    /** The same after a step. */
    Dialog at(Position next, Instant now) {
        return new Dialog(subscriber, id, gatewaySession, textLink, begun, now, spent, Optional.of(next));
    }

    /** The same before something that moves money. */
    Dialog spending() {
        return new Dialog(subscriber, id, gatewaySession, textLink, begun, lastStep, true, position);
    }

    /** The same, noted at a moment that counts as that of its last step. */
    Dialog noted(Instant now) {
        return new Dialog(subscriber, id, gatewaySession, textLink, begun, now, spent, position);
    }

    /** How long ago its last step was. */
    Duration silence(Instant now) {
        return Duration.between(lastStep, now);
    }

    /** Whether it has been silent, or open, for too long. */
    boolean isExpired(Instant now, Settings.Dialogs limits) {
        return !now.isBefore(end(begun, lastStep, limits));
    }

    /** The same of stored octets, without reading the rest of them; what is of another form does not expire. */
    static boolean isExpired(byte[] octets, Instant now, Settings.Dialogs limits) {
        ByteBuffer in = ByteBuffer.wrap(octets);
        return octets.length >= HEAD
                && in.get() == FORM
                && !now.isBefore(end(Instant.ofEpochMilli(in.getLong()), Instant.ofEpochMilli(in.getLong()), limits));
    }

    /** How long after its last step it is over. */
    Duration life(Settings.Dialogs limits) {
        return Duration.between(lastStep, end(begun, lastStep, limits));
    }

    private static Instant end(Instant begun, Instant lastStep, Settings.Dialogs limits) {
        Instant silent = lastStep.plus(limits.idle());
        Instant longest = begun.plus(limits.total());
        return silent.isBefore(longest) ? silent : longest;
    }

    private byte[] write() {
        byte[] session = gatewaySession.getBytes(StandardCharsets.UTF_8);
        byte[] texts = textLink.getBytes(StandardCharsets.UTF_8);
        byte[] place = position.map(Position::octets).orElse(new byte[0]);
        return ByteBuffer.allocate(HEAD + 2 * Short.BYTES + session.length + texts.length + place.length)
                .put(FORM)
                .putLong(begun.toEpochMilli())
                .putLong(lastStep.toEpochMilli())
                .put((byte) (spent ? 1 : 0))
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .putShort((short) session.length)
                .put(session)
                .putShort((short) texts.length)
                .put(texts)
                .put(place)
                .array();
    }

    private static String text(ByteBuffer in) {
        int length = in.remaining() < Short.BYTES ? in.capacity() : Short.toUnsignedInt(in.getShort());
        if (length > in.remaining()) {
            throw new IllegalArgumentException("a dialog that ends too soon");
        }
        byte[] utf = new byte[length];
        in.get(utf);
        return new String(utf, StandardCharsets.UTF_8);
    }
}
