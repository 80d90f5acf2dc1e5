/** The words of a job that have rules of their own. */
@NullMarked
package io.ossimport.core.job;

import org.jspecify.annotations.NullMarked;
