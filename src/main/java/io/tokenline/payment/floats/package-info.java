/** The wallet of agents: they pay in first, and sell from what they have. */
@NullMarked
package io.tokenline.payment.floats;

import org.jspecify.annotations.NullMarked;
