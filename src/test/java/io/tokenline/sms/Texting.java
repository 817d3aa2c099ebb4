package io.tokenline.sms;

import io.tokenline.Msisdn;
import io.tokenline.Rooms;
import io.tokenline.delivery.Outbox;
import io.tokenline.delivery.SendResult;
import java.util.List;

/** Phones that text the short code and read what comes back. */
final class Texting {

    private final Rooms rooms;
    private int messages;

    /** Whatever was owed before is read and gone. */
    Texting(Rooms rooms) {
        this.rooms = rooms;
        arrived();
    }

    /** All texts that come back. */
    List<String> send(Msisdn from, String text) {
        messages++;
        rooms.get(TextCommands.class)
                .receive(new InboundText("sandbox", from, "12055", text, "m" + messages, "f" + messages));
        return arrived();
    }

    /** The one text that comes back. */
    String ask(Msisdn from, String text) {
        List<String> answers = send(from, text);
        if (answers.size() != 1) {
            throw new AssertionError("one answer to '" + text + "', not " + answers);
        }
        return answers.get(0);
    }

    /** What has come since the last question. */
    List<String> arrived() {
        Outbox outbox = rooms.get(Outbox.class);
        List<Outbox.Claimed> claimed = outbox.claim(100);
        claimed.forEach(one -> outbox.answered(one.id(), SendResult.ACCEPTED));
        return claimed.stream().map(one -> one.text().text()).toList();
    }
}
