/** What became of each listed key: exactly one outcome, with its reason and its proof. */
@NullMarked
package io.ossimport.core.outcome;

import org.jspecify.annotations.NullMarked;
