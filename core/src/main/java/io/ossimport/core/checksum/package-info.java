/**
 * Checksums of object bytes: which exist, how they are computed on the way and combined over parts.
 */
@NullMarked
package io.ossimport.core.checksum;

import org.jspecify.annotations.NullMarked;
