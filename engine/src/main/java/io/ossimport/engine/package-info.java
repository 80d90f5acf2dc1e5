/** Runs a job: the steps of {@code transfer} hung on Flink, here in one JVM. */
@NullMarked
package io.ossimport.engine;

import org.jspecify.annotations.NullMarked;
