/** Runs every benchmark of the house and prints one table (mvn -Pbench verify). */
@NullMarked
package io.tokenline.bench;

import org.jspecify.annotations.NullMarked;
