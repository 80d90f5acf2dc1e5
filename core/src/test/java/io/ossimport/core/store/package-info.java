/** The words of the store contract. */
@NullMarked
package io.ossimport.core.store;

import org.jspecify.annotations.NullMarked;
