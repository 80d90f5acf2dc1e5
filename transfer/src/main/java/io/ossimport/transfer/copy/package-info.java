/** How an object gets across: one read and one write, or parts; what to do when a try fails. */
@NullMarked
package io.ossimport.transfer.copy;

import org.jspecify.annotations.NullMarked;
