/**
 * The HTTP/1.1 client that moves bytes: pooled connections on event loops, TLS, and bodies that
 * flow from an answer into a request without being copied. It follows no redirect, decompresses
 * nothing, counts every byte and never lets a body end early in silence.
 */
@NullMarked
package io.ossimport.wire;

import org.jspecify.annotations.NullMarked;
