/** M-Pesa in Kenya, by Safaricom's Daraja API. */
@NullMarked
package io.tokenline.payment.daraja;

import org.jspecify.annotations.NullMarked;
