/** IEC 62055-41 (STS), pure: meter numbers, decoder keys, token data, encryption. */
@NullMarked
package io.tokenline.token.sts;

import org.jspecify.annotations.NullMarked;
