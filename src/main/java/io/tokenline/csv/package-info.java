/** Files of comma-separated values, as people and other systems write them. */
@NullMarked
package io.tokenline.csv;

import org.jspecify.annotations.NullMarked;
