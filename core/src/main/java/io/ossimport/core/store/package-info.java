/**
 * The store contract: what every place that keeps objects promises, what it may say about itself,
 * and how it fails. Bytes travel as {@link io.ossimport.core.store.Body bodies}; keys are bytes and
 * compare as bytes.
 */
@NullMarked
package io.ossimport.core.store;

import org.jspecify.annotations.NullMarked;
