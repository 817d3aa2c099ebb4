package io.tokenline.ussd;

import io.tokenline.Settings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The open dialogs, one a subscriber and link, never more than their cap. */
final class OpenDialogs {

    private final Settings.Dialogs limits;
    private final Map<Dialog.Subscriber, Dialog> dialogs = new HashMap<>();

    OpenDialogs(Settings.Dialogs limits) {
        this.limits = limits;
    }

    /**
     * What opening a dialog did.
     *
     * @param opened false where the cap is reached
     * @param superseded the subscriber's dialog before, closed now
     * @param expired dialogs that made room, closed now
     */
    record Opening(boolean opened, Optional<Dialog> superseded, List<Dialog> expired) {}

    synchronized Opening open(Dialog dialog, Instant now) {
        Dialog older = dialogs.get(dialog.subscriber);
        List<Dialog> expired = older == null && dialogs.size() >= limits.max() ? sweep(now) : List.of();
        if (older == null && dialogs.size() >= limits.max()) {
            return new Opening(false, Optional.empty(), expired);
        }
        dialogs.put(dialog.subscriber, dialog);
        return new Opening(true, Optional.ofNullable(older).filter(Dialog::close), expired);
    }

    /** The subscriber's dialog, where the gateway speaks of the same one. */
    synchronized Optional<Dialog> find(UssdRequest request) {
        return Optional.ofNullable(dialogs.get(new Dialog.Subscriber(request.link(), request.msisdn())))
                .filter(dialog -> dialog.gatewaySession.equals(request.gatewaySession()));
    }

    /** Closes a dialog; true where it was open until now. */
    synchronized boolean close(Dialog dialog) {
        dialogs.remove(dialog.subscriber, dialog);
        return dialog.close();
    }

    /** Closes what has expired; a dialog in the middle of a step is left for the next time. */
    synchronized List<Dialog> sweep(Instant now) {
        List<Dialog> expired = new ArrayList<>();
        dialogs.values().removeIf(dialog -> {
            boolean gone = dialog.isExpired(now, limits) && !dialog.lock.isLocked() && dialog.close();
            if (gone) {
                expired.add(dialog);
            }
            return gone;
        });
        return expired;
    }

    synchronized int size() {
        return dialogs.size();
    }
}
