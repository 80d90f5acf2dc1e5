/** Job files as users have them, right and wrong, and where credentials come from. */
@NullMarked
package io.ossimport.core.job;

import org.jspecify.annotations.NullMarked;
