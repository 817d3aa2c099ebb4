/** Dialogs: one for each dial, from the dialled string to the last text. */
@NullMarked
package io.tokenline.ussd;

import org.jspecify.annotations.NullMarked;
