/** Wallets: one small interface, and the callbacks that prove money. */
@NullMarked
package io.tokenline.payment;

import org.jspecify.annotations.NullMarked;
