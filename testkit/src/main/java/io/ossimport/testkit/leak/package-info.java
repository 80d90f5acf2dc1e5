/** Secrets that sing when they get out. */
@NullMarked
package io.ossimport.testkit.leak;

import org.jspecify.annotations.NullMarked;
