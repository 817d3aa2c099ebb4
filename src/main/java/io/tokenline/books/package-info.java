/** Whether sales, money and tokens agree: what the tables themselves prove, whoever wrote into them. */
@NullMarked
package io.tokenline.books;

import org.jspecify.annotations.NullMarked;
