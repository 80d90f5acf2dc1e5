package io.ossimport.transfer.copy;

import io.ossimport.core.store.StoreException;
import io.ossimport.transfer.complete.Proof;

/** How an attempt to copy an object ends: by exactly one of these calls. */
interface AttemptEnd {

    /**
     * All bytes are there and compared.
     *
     * @param note what could not be kept, a sentence, or empty
     * @param requestIds of read and write, separated by a blank
     */
    void copied(Proof proof, String note, String requestIds);

    /** It failed; the whole object may be tried again if {@code error} is worth it. */
    void failed(Side side, StoreException error);

    /** It failed, and all tries that it was worth were made. */
    void gaveUp(Side side, StoreException error);

    /** The destination cannot represent the object. */
    void refused(RefusedException refusal);
}
