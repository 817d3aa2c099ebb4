/** REST resources, health and the data of the pages. */
@NullMarked
package io.tokenline.console;

import org.jspecify.annotations.NullMarked;
