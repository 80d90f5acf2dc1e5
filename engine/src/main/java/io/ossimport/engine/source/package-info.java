/**
 * The work as a Flink source: an enumerator around the planner, a reader around the mover, and the
 * splits and events that travel between them. Both decide only when; what to do is decided in
 * {@code transfer}.
 */
@NullMarked
package io.ossimport.engine.source;

import org.jspecify.annotations.NullMarked;
