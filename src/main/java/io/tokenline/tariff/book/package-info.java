/** Tariffs as files, read strictly, and as versions in the database of which one holds. */
@NullMarked
package io.tokenline.tariff.book;

import org.jspecify.annotations.NullMarked;
