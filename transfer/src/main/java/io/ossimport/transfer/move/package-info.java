/** The mover: works through ranges of keys and gives exactly one outcome for each key. */
@NullMarked
package io.ossimport.transfer.move;

import org.jspecify.annotations.NullMarked;
