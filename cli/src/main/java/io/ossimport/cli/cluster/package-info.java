/**
 * The machines of a cluster, reached with the system's {@code ssh}: which they are, whether each
 * can take part, and what is started, looked after and ended there.
 */
@NullMarked
package io.ossimport.cli.cluster;

import org.jspecify.annotations.NullMarked;
