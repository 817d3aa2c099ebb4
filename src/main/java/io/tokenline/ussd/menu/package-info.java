/** The menu engine, pure: a position and an input in, a position and a screen out. */
@NullMarked
package io.tokenline.ussd.menu;

import org.jspecify.annotations.NullMarked;
