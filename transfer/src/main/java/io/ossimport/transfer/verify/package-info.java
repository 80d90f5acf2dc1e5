/**
 * Compares both ends by their listings, by the checksums that are kept of the objects, by the lists
 * of earlier runs, and where it is asked for byte by byte.
 */
@NullMarked
package io.ossimport.transfer.verify;

import org.jspecify.annotations.NullMarked;
