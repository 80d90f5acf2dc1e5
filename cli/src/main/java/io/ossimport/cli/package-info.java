/**
 * The command line: what a user types, sees and can script. {@link io.ossimport.cli.OssImport} is
 * the entry, one class in {@code command} is one command, {@code check} tries both stores before
 * anything begins, {@code show} prints, and {@code demo} makes a migration to watch.
 */
@NullMarked
package io.ossimport.cli;

import org.jspecify.annotations.NullMarked;
