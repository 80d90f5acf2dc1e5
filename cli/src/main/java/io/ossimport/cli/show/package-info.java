/**
 * What people and scripts see: the live display, plain lines, JSON lines and the words at the end.
 */
@NullMarked
package io.ossimport.cli.show;

import org.jspecify.annotations.NullMarked;
