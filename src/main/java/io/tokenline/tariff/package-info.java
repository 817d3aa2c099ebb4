/** From money to units and receipt lines, pure. */
@NullMarked
package io.tokenline.tariff;

import org.jspecify.annotations.NullMarked;
