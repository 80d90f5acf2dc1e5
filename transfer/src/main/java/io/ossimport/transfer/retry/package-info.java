/** A run over the objects that failed in an earlier one, instead of over a listing. */
@NullMarked
package io.ossimport.transfer.retry;

import org.jspecify.annotations.NullMarked;
