package io.tokenline.ussd;

import io.tokenline.Money;
import io.tokenline.ussd.menu.Bounds;
import io.tokenline.ussd.menu.InputType;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/**
 * An amount of money as people type it: {@code 500}, {@code 500.00}, {@code 500,00}, {@code 1,500}, {@code KES 500},
 * {@code 500/=}. Its value is the plain number with the currency's decimals; screens repeat what was typed.
 */
public record MoneyInput(Currency currency) implements InputType {

    private static final int TYPED = 14;

    @Override
    public Reading read(String typed, Bounds bounds) {
        Optional<Money> money = typed.length() > TYPED ? Optional.empty() : Money.parse(typed, currency);
        if (money.isEmpty()) {
            return new Refused(INVALID);
        }
        BigDecimal amount = money.get().amount();
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
        return new Accepted(amount.toPlainString(), named ? typed : currency.getCurrencyCode() + " " + typed);
    }

    @Override
    public int width(Bounds bounds) {
        return TYPED + 4;
    }

    @Override
    public boolean isMoney() {
        return true;
    }

    @Override
    public boolean bounded() {
        return true;
    }
}
