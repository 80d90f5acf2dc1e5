package io.ossimport.transfer.uploads;

import io.ossimport.core.store.Key;
import io.ossimport.core.store.Upload;
import io.ossimport.transfer.report.KeyText;

/**
 * A multipart upload that was opened, or was about to be.
 *
 * @param key at the destination, percent-encoded
 * @param uploadId the destination's name for it; empty while its answer has not come
 * @param askedMillis when it was asked for, since 1970
 */
record JournalEntry(String key, String uploadId, long askedMillis) {

    static JournalEntry asked(Key key, long askedMillis) {
        return new JournalEntry(KeyText.encode(key), "", askedMillis);
    }

    static JournalEntry opened(Upload upload, long askedMillis) {
        return new JournalEntry(KeyText.encode(upload.key()), upload.uploadId(), askedMillis);
    }

    boolean isOpened() {
        return !uploadId.isEmpty();
    }

    Key destinationKey() {
        return KeyText.decode(key);
    }

    Upload upload() {
        return new Upload(destinationKey(), uploadId);
    }
}
