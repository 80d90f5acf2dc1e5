/** What every store must do, as a test suite, and a store in memory that does it. */
@NullMarked
package io.ossimport.testkit.store;

import org.jspecify.annotations.NullMarked;
