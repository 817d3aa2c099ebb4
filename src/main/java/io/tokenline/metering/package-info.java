/** Customers, meters, meter numbers and subscribers. */
@NullMarked
package io.tokenline.metering;

import org.jspecify.annotations.NullMarked;
