/** Compares both ends by their listings without reading a byte of an object. */
@NullMarked
package io.ossimport.transfer.verify;

import org.jspecify.annotations.NullMarked;
