/** Files that people write: read strictly, every fault at its line and column. */
@NullMarked
package io.tokenline.yaml;

import org.jspecify.annotations.NullMarked;
