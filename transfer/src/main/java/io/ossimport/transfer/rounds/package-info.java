/**
 * Jobs that go on by themselves: which round comes next, when, and what is kept of those before.
 */
@NullMarked
package io.ossimport.transfer.rounds;

import org.jspecify.annotations.NullMarked;
