/** What a finished copy proves: which checksums were compared, and what may be claimed. */
@NullMarked
package io.ossimport.transfer.complete;

import org.jspecify.annotations.NullMarked;
