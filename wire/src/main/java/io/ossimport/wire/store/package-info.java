/**
 * What stores that speak HTTP have in common: addresses, percent-encoding, signed calls, errors,
 * pages of listings, pinned reads. A connector adds how to sign and what the answers mean.
 */
@NullMarked
package io.ossimport.wire.store;

import org.jspecify.annotations.NullMarked;
