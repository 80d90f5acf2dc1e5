/** Tests of the command line, through the words that a user types. */
@NullMarked
package io.ossimport.cli;

import org.jspecify.annotations.NullMarked;
