/** The suite against the store in memory. */
@NullMarked
package io.ossimport.testkit.store;

import org.jspecify.annotations.NullMarked;
