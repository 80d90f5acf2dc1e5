/** Tests of the HTTP client, against servers that say exactly what a script tells them. */
@NullMarked
package io.ossimport.wire;

import org.jspecify.annotations.NullMarked;
