/** The same dialogs for gateways that speak HTTP: one adapter, and a file for each of them that says how it speaks. */
@NullMarked
package io.tokenline.aggregator;

import org.jspecify.annotations.NullMarked;
