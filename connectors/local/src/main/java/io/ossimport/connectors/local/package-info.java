/**
 * A folder of the local machine as a store. Keys are the bytes of file names below the root, with
 * {@code /} between them. As a source it lists the tree in key order and notices files that change
 * while they are read; as a destination it never writes outside its root, and a file appears under
 * its name only when it is whole.
 */
@NullMarked
package io.ossimport.connectors.local;

import org.jspecify.annotations.NullMarked;
