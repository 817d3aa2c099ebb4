/** The vocabulary that every room shares: phone numbers, money, outcomes, settings. It imports no room. */
@NullMarked
package io.tokenline;

import org.jspecify.annotations.NullMarked;
