package io.tokenline.token;

import io.tokenline.token.sts.Token20;

/**
 * A token that was made, for the customer and nobody else.
 *
 * @param kind what it does
 * @param token 20 digits
 * @param unitsTenths what it carries, in 0.1 kWh; 0 where it is no credit
 */
public record MadeToken(Kind kind, Token20 token, long unitsTenths) {

    /** What a token does. */
    public enum Kind {
        CREDIT,
        KEY_CHANGE,
        POWER_LIMIT,
        CLEAR_CREDIT,
        CLEAR_TAMPER,
        PHASE_UNBALANCE,
        TEST,
        /** A kind that is read but not made here. */
        OTHER;

        /** What this class and sub-class does. */
        public static Kind of(int tokenClass, int subClass) {
            return switch (tokenClass) {
                case 0 -> CREDIT;
                case 1 -> TEST;
                default ->
                    switch (subClass) {
                        case 0 -> POWER_LIMIT;
                        case 1 -> CLEAR_CREDIT;
                        case 3, 4, 8, 9 -> KEY_CHANGE;
                        case 5 -> CLEAR_TAMPER;
                        case 6 -> PHASE_UNBALANCE;
                        default -> OTHER;
                    };
            };
        }
    }
}
