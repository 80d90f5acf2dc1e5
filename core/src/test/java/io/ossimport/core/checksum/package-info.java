/** Checksums against published vectors and against each other. */
@NullMarked
package io.ossimport.core.checksum;

import org.jspecify.annotations.NullMarked;
