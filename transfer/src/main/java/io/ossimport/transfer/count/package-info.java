/**
 * How much there is to do, counted ahead of a run by listing alone, and what follows from it for
 * the rest of the run: how much is left, when it will be done, what holds it up.
 */
@NullMarked
package io.ossimport.transfer.count;

import org.jspecify.annotations.NullMarked;
