/** What happened, and who did it. A bottom room: every other may write here, in its own transaction. */
@NullMarked
package io.tokenline.audit;

import org.jspecify.annotations.NullMarked;
