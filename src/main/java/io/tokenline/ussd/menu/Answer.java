package io.tokenline.ussd.menu;

import java.io.Serial;
import java.io.Serializable;

/**
 * One answer of the customer.
 *
 * @param value normalised, for actions
 * @param shown for screens
 */
public record Answer(String value, String shown) implements Serializable {

    @Serial
    private static final long serialVersionUID = 1L;
}
