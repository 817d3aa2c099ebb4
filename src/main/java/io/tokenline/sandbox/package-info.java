/** A handset, a wallet and virtual meters to try everything with; absent unless switched on. */
@NullMarked
package io.tokenline.sandbox;

import org.jspecify.annotations.NullMarked;
