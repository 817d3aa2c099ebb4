/** Keys: vending keys in a key store that nothing but a cipher leaves. */
@NullMarked
package io.tokenline.vault;

import org.jspecify.annotations.NullMarked;
