/** SMS owed to a customer: the outbox, its templates, its sender. */
@NullMarked
package io.tokenline.delivery;

import org.jspecify.annotations.NullMarked;
