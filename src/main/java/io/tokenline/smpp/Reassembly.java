package io.tokenline.smpp;

import io.tokenline.Msisdn;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.UserData;
import java.io.ByteArrayOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts of long texts that have come, in whatever order and however often, until they are whole. Where there is no
 * room for another text the peer is told so, and keeps its part.
 */
final class Reassembly {

    /** A text of more parts is a mistake or worse; a command is far shorter than one part. */
    static final int MOST_PARTS = 16;
    /** Unfinished texts of one sender. */
    static final int MOST_OF_SENDER = 4;
    /** Texts altogether. */
    static final int MOST = 1_000;
    /** How long the missing parts are waited for. */
    static final Duration PATIENCE = Duration.ofMinutes(10);
    /** How long the parts of a whole text are still known. */
    static final Duration KNOWN = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(Reassembly.class);

    private final Clock clock;
    private final Map<Key, Parts> texts = new LinkedHashMap<>();

    Reassembly(Clock clock) {
        this.clock = clock;
    }

    /** What the parts of a text have in common. */
    record Key(String account, Msisdn from, String to, int reference, int parts) {

        boolean sameSender(Key other) {
            return account.equals(other.account) && from.equals(other.from);
        }
    }

    private static final class Parts {
        private final byte[][] texts;
        private final Instant until;
        private boolean taken;

        Parts(int count, Instant until) {
            this.texts = new byte[count][];
            this.until = until;
        }

        private boolean whole() {
            return Arrays.stream(texts).allMatch(part -> part != null);
        }

        private byte[] joined() {
            ByteArrayOutputStream all = new ByteArrayOutputStream();
            Arrays.stream(texts).forEach(all::writeBytes);
            return all.toByteArray();
        }
    }

    /**
     * Adds a part.
     *
     * @return the whole text where this part makes it so; then {@link #done} or {@link #failed} must be called
     * @throws Refusal where there is no room for another text
     */
    synchronized Optional<byte[]> add(Key key, UserData data) throws Refusal {
        Instant now = clock.instant();
        expire(now);
        Parts parts = texts.get(key);
        int index = data.part() - 1;
        if (parts != null && parts.texts[index] != null && !Arrays.equals(parts.texts[index], data.text())) {
            texts.remove(key); // the sender uses its reference again
            parts = null;
        }
        if (parts == null) {
            if (texts.size() >= MOST || unfinished(key) >= MOST_OF_SENDER) {
                LOG.warn("TKL-1025 no room for a long text of {} over {}", key.from(), key.account());
                throw new Refusal(CommandStatus.QUEUE_FULL);
            }
            parts = new Parts(key.parts(), now.plus(PATIENCE));
            texts.put(key, parts);
        }
        parts.texts[index] = data.text();
        if (parts.taken || !parts.whole()) {
            return Optional.empty();
        }
        parts.taken = true;
        return Optional.of(parts.joined());
    }

    /** The whole text is safe: its parts are known for a while, should one come again. */
    synchronized void done(Key key) {
        Parts parts = texts.remove(key);
        if (parts != null) {
            Parts known = new Parts(key.parts(), clock.instant().plus(KNOWN));
            System.arraycopy(parts.texts, 0, known.texts, 0, known.texts.length);
            known.taken = true;
            texts.put(key, known);
        }
    }

    /** Nothing came of the whole text: the part that the peer sends again makes it whole again. */
    synchronized void failed(Key key) {
        Parts parts = texts.get(key);
        if (parts != null) {
            parts.taken = false;
        }
    }

    /** The texts that are kept. */
    synchronized int size() {
        return texts.size();
    }

    private long unfinished(Key key) {
        return texts.entrySet().stream()
                .filter(entry -> !entry.getValue().taken && entry.getKey().sameSender(key))
                .count();
    }

    private void expire(Instant now) {
        texts.entrySet().removeIf(entry -> {
            boolean late = !now.isBefore(entry.getValue().until);
            if (late && !entry.getValue().taken) {
                LOG.warn(
                        "TKL-1026 a long text of {} over {} never became whole",
                        entry.getKey().from(),
                        entry.getKey().account());
            }
            return late;
        });
    }
}
