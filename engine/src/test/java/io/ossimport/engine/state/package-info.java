/** Stored state of every version, and round trips of this one. */
@NullMarked
package io.ossimport.engine.state;

import org.jspecify.annotations.NullMarked;
