/** EVC Plus, ZAAD and Sahal, by WaafiPay. */
@NullMarked
package io.tokenline.payment.waafi;

import org.jspecify.annotations.NullMarked;
