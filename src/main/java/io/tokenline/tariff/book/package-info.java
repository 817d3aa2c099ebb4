/** Tariffs as files. */
@NullMarked
package io.tokenline.tariff.book;

import org.jspecify.annotations.NullMarked;
