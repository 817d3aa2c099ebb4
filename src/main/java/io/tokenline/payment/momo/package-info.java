/** MTN Mobile Money, by its Collections API. */
@NullMarked
package io.tokenline.payment.momo;

import org.jspecify.annotations.NullMarked;
