/** The server's JDBC driver module: it travels in a jar of its own beside the drivers, not in the WAR. */
@NullMarked
package io.tokenline.jdbc;

import org.jspecify.annotations.NullMarked;
