/**
 * What the user allows a job at most, which may change while it runs, and how its movers share it.
 */
@NullMarked
package io.ossimport.transfer.limit;

import org.jspecify.annotations.NullMarked;
