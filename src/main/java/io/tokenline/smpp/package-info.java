/** Operators on the wire (SMPP 3.4 and 5.0): the listener, the guard in front of the parser, accounts, dialects, long messages. */
@NullMarked
package io.tokenline.smpp;

import org.jspecify.annotations.NullMarked;
