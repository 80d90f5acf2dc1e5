/**
 * What is there and what is to be done: both ends listed in lock step, one decision for each key of
 * the source.
 */
@NullMarked
package io.ossimport.transfer.scan;

import org.jspecify.annotations.NullMarked;
