/**
 * A meter that reads STS tokens (IEC 62055-41). It shares the ciphers with the vending side and nothing else, so that what
 * both agree on was worked out twice.
 */
@NullMarked
package io.tokenline.sandbox.meter;

import org.jspecify.annotations.NullMarked;
