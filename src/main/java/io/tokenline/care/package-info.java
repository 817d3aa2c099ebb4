/** What becomes of personal data: how long it is kept, what a person may have of it, and how a person is forgotten. */
@NullMarked
package io.tokenline.care;

import org.jspecify.annotations.NullMarked;
