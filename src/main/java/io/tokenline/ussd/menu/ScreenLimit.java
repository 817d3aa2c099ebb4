package io.tokenline.ussd.menu;

/**
 * How much text one screen of a link takes: 160 octets of the network (3GPP TS 23.038), or what its gateway leaves.
 *
 * @param septets in the GSM alphabet, {@value #LEAST_SEPTETS} to {@value #MOST_SEPTETS}
 * @param ucs2 characters where one of them needs UCS-2, {@value #LEAST_UCS2} to {@value #MOST_UCS2}
 */
public record ScreenLimit(int septets, int ucs2) {

    /** What 160 octets of packed septets hold. */
    public static final int MOST_SEPTETS = 182;

    /** What 160 octets of UCS-2 hold. */
    public static final int MOST_UCS2 = 80;

    /** Less than this leaves no room for a sentence above the keys. */
    public static final int LEAST_SEPTETS = 60;

    /** Less than this leaves no room for a sentence above the keys. */
    public static final int LEAST_UCS2 = 40;

    /** What every gateway we know of shows whole. */
    public static final ScreenLimit DEFAULT = new ScreenLimit(GsmText.SCREEN, MOST_UCS2);

    public ScreenLimit {
        if (septets < LEAST_SEPTETS || septets > MOST_SEPTETS || ucs2 < LEAST_UCS2 || ucs2 > MOST_UCS2) {
            throw new IllegalArgumentException("no screen has room for " + septets + " or " + ucs2 + " characters");
        }
    }

    /**
     * The limit of a gateway that tells its septets only. It counts unpacked septets as octets, so UCS-2 has half as many
     * characters, at most what 160 octets hold; what is beyond all bounds is brought within.
     */
    public static ScreenLimit ofSeptets(int septets) {
        return new ScreenLimit(
                Math.max(LEAST_SEPTETS, Math.min(MOST_SEPTETS, septets)),
                Math.max(LEAST_UCS2, Math.min(MOST_UCS2, septets / 2)));
    }

    /** Whether a text fits one screen. */
    public boolean fits(String text) {
        return size(text) <= room(text);
    }

    /** What the text takes of its alphabet: septets, or characters of UCS-2. */
    public static int size(String text) {
        return GsmText.isGsm(text) ? GsmText.septets(text) : text.length();
    }

    /** What a screen takes of the alphabet that the text needs. */
    public int room(String text) {
        return GsmText.isGsm(text) ? septets : ucs2;
    }

    /** The beginning of a text, as much of it as fits. */
    public String cut(String text) {
        int end = text.length();
        while (!fits(text.substring(0, end))) {
            end = text.offsetByCodePoints(end, -1);
        }
        return text.substring(0, end);
    }
}
