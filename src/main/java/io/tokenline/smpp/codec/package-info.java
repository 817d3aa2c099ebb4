/** Bytes and texts of SMPP and 3GPP TS 23.038/23.040, pure: alphabets, user data headers, the structure of PDUs. */
@NullMarked
package io.tokenline.smpp.codec;

import org.jspecify.annotations.NullMarked;
