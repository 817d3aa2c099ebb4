/** A sale, from quote to delivered token; the only place where a sale changes state. */
@NullMarked
package io.tokenline.vending;

import org.jspecify.annotations.NullMarked;
