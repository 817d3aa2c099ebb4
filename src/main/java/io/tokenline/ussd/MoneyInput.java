package io.tokenline.ussd;

import io.tokenline.ussd.menu.Bounds;
import io.tokenline.ussd.menu.InputType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * An amount of money as people type it: {@code 500}, {@code 500.00}, {@code 500,00}, {@code 1,500}, {@code KES 500},
 * {@code 500/=}. Its value is the plain number with the currency's decimals; screens repeat what was typed.
 */
public record MoneyInput(Currency currency) implements InputType {

    private static final int TYPED = 14;
    private static final Pattern NUMBER =
            Pattern.compile("([0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:[.,]([0-9]{2}))?");

    @Override
    public Reading read(String typed, Bounds bounds) {
        String code = currency.getCurrencyCode();
        Matcher number = NUMBER.matcher(bare(typed, code));
        if (typed.length() > TYPED || !number.matches()) {
            return new Refused(INVALID);
        }
        String cents = number.group(2) == null ? "00" : number.group(2);
        BigDecimal amount = new BigDecimal(number.group(1).replace(",", "") + "." + cents);
        int decimals = currency.getDefaultFractionDigits();
        if (amount.stripTrailingZeros().scale() > decimals) {
            return new Refused(INVALID);
        }
        if (bounds.isTooLow(amount)) {
            return new Refused(TOO_LOW);
        }
        if (bounds.isTooHigh(amount)) {
            return new Refused(TOO_HIGH);
        }
        if (amount.signum() == 0) {
            return new Refused(INVALID);
        }
        boolean named = typed.chars().anyMatch(Character::isLetter);
        return new Accepted(
                amount.setScale(decimals, RoundingMode.UNNECESSARY).toPlainString(),
                named ? typed : code + " " + typed);
    }

    @Override
    public int width() {
        return TYPED + 4;
    }

    @Override
    public boolean bounded() {
        return true;
    }

    private static String bare(String typed, String code) {
        String text = typed.toUpperCase(Locale.ROOT);
        if (text.startsWith(code)) {
            text = text.substring(code.length());
        } else if (text.startsWith("KSH") && code.equals("KES")) {
            text = text.substring("KSH".length()).replaceFirst("^S?\\.?", "");
        } else if (text.endsWith(code)) {
            text = text.substring(0, text.length() - code.length());
        }
        return text.replaceFirst("/[=-]?$", "").strip();
    }
}
