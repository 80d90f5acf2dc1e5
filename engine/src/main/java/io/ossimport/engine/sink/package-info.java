/**
 * The outcome lists as a Flink sink: gzipped CSV, one folder each for copied, skipped and failed,
 * every outcome exactly once.
 */
@NullMarked
package io.ossimport.engine.sink;

import org.jspecify.annotations.NullMarked;
