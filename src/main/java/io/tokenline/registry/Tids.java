package io.tokenline.registry;

import io.tokenline.token.sts.BaseDate;
import io.tokenline.token.sts.TokenIdentifier;

/** Token identifiers as files and answers show them. */
final class Tids {

    private Tids() {}

    /** A meter's last TID, with the minute that it stands for. */
    static MeterView.LastTid view(String baseDate, int minutes) {
        TokenIdentifier tid = new TokenIdentifier(BaseDate.ofCode(baseDate), minutes);
        return new MeterView.LastTid(baseDate, minutes, tid.minute().toString());
    }
}
