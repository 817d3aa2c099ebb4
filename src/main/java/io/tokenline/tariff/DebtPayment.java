package io.tokenline.tariff;

import java.math.BigDecimal;

/**
 * What a purchase pays of one debt.
 *
 * @param name of the debt
 * @param amount in the currency's main unit, above zero
 */
public record DebtPayment(String name, BigDecimal amount) {}
