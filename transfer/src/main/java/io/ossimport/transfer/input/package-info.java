/**
 * A run over the objects that a list names, instead of a listing of the source: the list is read
 * once, before the run begins, and sorted by key on disk; from there pages come as from a store.
 */
@NullMarked
package io.ossimport.transfer.input;

import org.jspecify.annotations.NullMarked;
