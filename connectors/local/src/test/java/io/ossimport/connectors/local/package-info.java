/** The local store against the contract, odd trees, and whoever would lead it out of its root. */
@NullMarked
package io.ossimport.connectors.local;

import org.jspecify.annotations.NullMarked;
