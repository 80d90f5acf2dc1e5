/**
 * The commands, one class each. They read arguments, ask the other packages, and print nothing
 * themselves but through {@link io.ossimport.cli.show.Talk}.
 */
@NullMarked
package io.ossimport.cli.command;

import org.jspecify.annotations.NullMarked;
