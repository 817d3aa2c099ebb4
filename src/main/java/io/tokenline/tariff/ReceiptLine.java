package io.tokenline.tariff;

import java.math.BigDecimal;

/**
 * One line of a receipt.
 *
 * @param name as it is printed
 * @param amount in the currency's main unit
 */
public record ReceiptLine(String name, BigDecimal amount) {}
