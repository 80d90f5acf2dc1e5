package io.ossimport.core.store;

import org.jspecify.annotations.Nullable;

/**
 * What one page of a listing of open multipart uploads says. Of the uploads themselves nothing is
 * kept: there can be millions.
 *
 * @param count how many there are on the page
 * @param oldestMillis when the oldest of them was begun, by the store's clock, since 1970; {@link
 *     Long#MAX_VALUE} when there is none
 * @param nextToken where the next page begins, or null when there is no more
 */
public record UploadPage(int count, long oldestMillis, @Nullable String nextToken) {

    /** No upload is open. */
    public static final UploadPage NONE = new UploadPage(0, Long.MAX_VALUE, null);
}
