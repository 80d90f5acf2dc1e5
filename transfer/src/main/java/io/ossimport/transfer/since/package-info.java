/**
 * From when on a run takes objects: what the source says when it begins, where the runs before it
 * left off, and what would be left out in between.
 */
@NullMarked
package io.ossimport.transfer.since;

import org.jspecify.annotations.NullMarked;
