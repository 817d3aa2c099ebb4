/** HTTP calls to wallets: deadlines, limits, a circuit breaker, JSON read with tolerance; nothing is sent twice. */
@NullMarked
package io.tokenline.payment.http;

import org.jspecify.annotations.NullMarked;
