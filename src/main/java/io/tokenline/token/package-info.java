/** The token bean and its token identifiers. */
@NullMarked
package io.tokenline.token;

import org.jspecify.annotations.NullMarked;
