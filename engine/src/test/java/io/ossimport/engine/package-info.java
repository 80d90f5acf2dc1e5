/** Whole runs in one JVM, on stores in memory and on stand-in clouds. */
@NullMarked
package io.ossimport.engine;

import org.jspecify.annotations.NullMarked;
