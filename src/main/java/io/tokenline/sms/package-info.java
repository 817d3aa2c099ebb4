/** Text commands: a text in, a decision out. */
@NullMarked
package io.tokenline.sms;

import org.jspecify.annotations.NullMarked;
