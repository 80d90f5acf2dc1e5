package io.ossimport.transfer.plan;

import io.ossimport.core.store.Key;

/**
 * Where a range may be cut.
 *
 * @param key the last key of what stays
 * @param position of the first character that the key does not share with the last listed one
 * @param isLook whether it looks behind the last character that is known at this position
 * @param pagesLeft a guess at what is not listed yet of the whole range
 */
record Cut(Key key, int position, boolean isLook, double pagesLeft) {}
