/**
 * Tries both stores before a job begins, and turns what can go wrong into one sentence with its
 * remedy.
 */
@NullMarked
package io.ossimport.cli.check;

import org.jspecify.annotations.NullMarked;
