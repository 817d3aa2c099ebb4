package io.tokenline.ussd.menu;

import java.math.BigDecimal;

/** Free text in any alphabet; {@code min} and {@code max} count characters. */
public final class TextInput implements InputType {

    /** The error key of a text with fewer characters than {@code min}. */
    public static final String TOO_SHORT = "too_short";

    /** The error key of a text with more characters than {@code max}. */
    public static final String TOO_LONG = "too_long";

    /** The most characters where an input says nothing. */
    static final int USUAL = 40;

    /** The most characters an input may allow. */
    static final int MOST = 100;

    @Override
    public Reading read(String typed, Bounds bounds) {
        String plain = GsmText.fit(typed, Integer.MAX_VALUE).strip();
        BigDecimal length = BigDecimal.valueOf(GsmText.septets(plain));
        if (plain.isEmpty()) {
            return new Refused(INVALID);
        }
        if (bounds.isTooLow(length)) {
            return new Refused(TOO_SHORT);
        }
        if (GsmText.septets(plain) > width(bounds)) {
            return new Refused(bounds.max().isPresent() ? TOO_LONG : INVALID);
        }
        return new Accepted(plain, plain);
    }

    @Override
    public int width(Bounds bounds) {
        return bounds.max()
                .map(most -> most.min(BigDecimal.valueOf(MOST)).intValue())
                .orElse(USUAL);
    }

    @Override
    public boolean bounded() {
        return true;
    }

    @Override
    public String tooLow() {
        return TOO_SHORT;
    }

    @Override
    public String tooHigh() {
        return TOO_LONG;
    }
}
