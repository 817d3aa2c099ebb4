package io.tokenline.smpp;

import io.tokenline.DatabaseAway;
import io.tokenline.Msisdn;
import io.tokenline.smpp.Dialect.Meaning;
import io.tokenline.smpp.codec.CommandStatus;
import io.tokenline.smpp.codec.UserData;
import io.tokenline.sms.InboundText;
import io.tokenline.ussd.UssdReply;
import io.tokenline.ussd.UssdRequest;
import io.tokenline.ussd.menu.ScreenLimit;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what a gateway sends, over whichever side's connection: tells steps of dialogs from texts, has each done once
 * however often it comes, and sends the screens.
 */
final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int FIRST_SECONDS = 10;
    private static final int FINGERPRINT_OCTETS = 16;

    private final String countryCode;
    private final MessageIds ids;
    private final Function<UssdRequest, UssdReply> dialogs;
    private final Consumer<InboundText> texts;
    private final SeenSteps steps;
    private final SeenOrders orders;
    private final Reassembly parts;

    /**
     * The way in.
     *
     * @param countryCode see {@link Msisdn#parse}
     * @param dialogs answers a step of a dialog
     * @param texts takes a text; when it returns, the text is safe
     */
    Intake(
            String countryCode,
            MessageIds ids,
            Function<UssdRequest, UssdReply> dialogs,
            Consumer<InboundText> texts,
            Clock clock) {
        this.countryCode = countryCode;
        this.ids = ids;
        this.dialogs = dialogs;
        this.texts = texts;
        this.steps = new SeenSteps(clock);
        this.orders = new SeenOrders(clock);
        this.parts = new Reassembly(clock);
    }

    /**
     * Takes a message; when this returns, it is safe.
     *
     * @return our id of it, for the response
     */
    String take(Incoming message, Origin origin) throws Refusal {
        Msisdn from = Msisdn.parse(message.source().digits(), countryCode)
                .filter(origin::covers)
                .orElseThrow(() -> new Refusal(CommandStatus.SOURCE_ADDRESS));
        try {
            Optional<Heard> heard = Heard.in(message, origin.dialect());
            return heard.isPresent() ? step(message, origin, from, heard.get()) : text(message, origin, from);
        } catch (RuntimeException | Error e) {
            LOG.atError()
                    .setCause(DatabaseAway.trace(e))
                    .log(
                            "TKL-1020 a message of account {} from {} failed: {}",
                            origin.account(),
                            from,
                            DatabaseAway.reason(e));
            throw new Refusal(CommandStatus.SYSTEM_ERROR);
        }
    }

    /** Our id of a message that is no customer's, for the response. */
    String receiptId() {
        return ids.next();
    }

    private String step(Incoming message, Origin origin, Msisdn from, Heard heard) throws Refusal {
        String id = ids.next();
        if (heard.meaning() == Meaning.READ) {
            return id;
        }
        SeenSteps.Entry entry = steps.enter(origin.account(), from, origin.bind(), message, heard);
        UssdReply reply = entry.repeat() ? first(entry.step().reply()) : replied(entry.step(), origin, from, heard);
        if (reply.kind() == UssdReply.Kind.BUSY) {
            throw new Refusal(CommandStatus.THROTTLED);
        }
        if (reply.kind() != UssdReply.Kind.NOTHING && heard.meaning() != Meaning.LAST_ANSWER) {
            Screen screen = Screen.after(message, heard.meaning(), origin.dialect(), reply);
            origin.afterResponse(id, () -> show(origin, screen, entry.step()));
        }
        return id;
    }

    private UssdReply replied(SeenSteps.Step step, Origin origin, Msisdn from, Heard heard) {
        try {
            UssdRequest.Kind kind = heard.meaning().kind();
            UssdReply reply = kind == UssdRequest.Kind.BEGIN && !origin.admits()
                    ? UssdReply.BUSY
                    : dialogs.apply(request(origin, from, heard, kind, heard.text()));
            if (heard.meaning().last() && reply.kind() == UssdReply.Kind.CONTINUE) {
                UssdReply unused = dialogs.apply(request(origin, from, heard, UssdRequest.Kind.ABORT, ""));
            }
            if (reply.kind() == UssdReply.Kind.BUSY || reply.kind() == UssdReply.Kind.NOTHING) {
                steps.forget(step);
            }
            step.reply().complete(reply);
            return reply;
        } catch (RuntimeException | Error e) {
            steps.forget(step);
            step.reply().completeExceptionally(e);
            throw e;
        }
    }

    private static UssdRequest request(Origin origin, Msisdn from, Heard heard, UssdRequest.Kind kind, String text) {
        ScreenLimit limit = ScreenLimit.ofSeptets(origin.dialect().speaking().maxSeptets());
        return new UssdRequest(
                origin.account(), from, heard.session(), kind, text, origin.account(), Optional.of(limit));
    }

    private static void show(Origin origin, Screen screen, SeenSteps.Step step) {
        step.shown();
        CompletableFuture<Void> unused = origin.show(screen.message()).thenAccept(answer -> {
            if (!answer.accepted()) {
                step.missed();
                LOG.warn("TKL-1021 a screen over {} was not accepted: {}", origin.account(), answer);
            }
        });
    }

    /** Of a text of absurdly many parts the first is read alone; it has room for every command. */
    private String text(Incoming message, Origin origin, Msisdn from) throws Refusal {
        UserData data = message.userData();
        if (data.parts() > Reassembly.MOST_PARTS && data.part() > 1) {
            return ids.next();
        }
        if (data.part() <= 1 && !origin.admits()) {
            throw new Refusal(CommandStatus.THROTTLED);
        }
        if (data.parts() == 1 || data.parts() > Reassembly.MOST_PARTS) {
            return whole(message, origin, from, data.text());
        }
        Reassembly.Key key = new Reassembly.Key(
                origin.account(), from, message.destination().digits(), data.reference(), data.parts());
        Optional<byte[]> joined = parts.add(key, data);
        if (joined.isEmpty()) {
            return ids.next();
        }
        try {
            String id = whole(message, origin, from, joined.get());
            parts.done(key);
            return id;
        } catch (Refusal | RuntimeException | Error e) {
            parts.failed(key);
            throw e;
        }
    }

    private String whole(Incoming message, Origin origin, Msisdn from, byte[] octets) throws Refusal {
        String typed = message.typed(octets, origin.dialect());
        InboundText text = new InboundText(
                origin.account(),
                from,
                message.destination().digits(),
                typed,
                ids.next(),
                fingerprint(message, origin, from, typed));
        if (!text.isOrder()) {
            texts.accept(text);
            return text.messageId();
        }
        Optional<CompletableFuture<String>> before = orders.enter(text);
        if (before.isPresent()) {
            LOG.info("TKL-1024 an order of {} over {} came again", from, origin.account());
            return first(before.get());
        }
        try {
            texts.accept(text);
        } catch (RuntimeException | Error e) {
            orders.failed(text);
            throw e;
        }
        orders.done(text);
        return text.messageId();
    }

    /** What became of the first of two equal messages; where that takes too long, the peer may come again. */
    private static <T> T first(CompletableFuture<T> first) throws Refusal {
        try {
            return first.get(FIRST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(CommandStatus.THROTTLED);
        } catch (TimeoutException e) {
            throw new Refusal(CommandStatus.THROTTLED);
        } catch (ExecutionException e) {
            throw new Refusal(CommandStatus.SYSTEM_ERROR);
        }
    }

    /** The reference is part of it, where there is one: so can two equal orders be meant. */
    private static String fingerprint(Incoming message, Origin origin, Msisdn from, String typed) {
        String whole = String.join(
                "\n", origin.account(), from.digits(), message.destination().digits(), message.dialogUnit(), typed);
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(whole.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, FINGERPRINT_OCTETS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
