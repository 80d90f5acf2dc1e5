/** The processes of a Flink cluster of ours: one master, and workers that come and go. */
@NullMarked
package io.ossimport.engine.cluster;

import org.jspecify.annotations.NullMarked;
