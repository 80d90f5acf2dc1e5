/**
 * What a user asked for: source, destination, what to take, what to do about existing objects, how
 * fast.
 */
@NullMarked
package io.ossimport.core.job;

import org.jspecify.annotations.NullMarked;
