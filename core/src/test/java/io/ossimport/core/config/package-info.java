/** Job files as users have them, right and wrong, and where credentials come from. */
@NullMarked
package io.ossimport.core.config;

import org.jspecify.annotations.NullMarked;
