/** The registry at a utility's size: looked up and changed by staff, taken in and handed out as files. */
@NullMarked
package io.tokenline.registry;

import org.jspecify.annotations.NullMarked;
