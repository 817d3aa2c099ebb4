/** Airtel Money, by its Collections API. */
@NullMarked
package io.tokenline.payment.airtel;

import org.jspecify.annotations.NullMarked;
