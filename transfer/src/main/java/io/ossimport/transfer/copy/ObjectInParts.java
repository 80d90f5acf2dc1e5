package io.ossimport.transfer.copy;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.Upload;
import org.jspecify.annotations.Nullable;

/**
 * An object whose parts are sent here: all of them, by the mover that has the object, or some that
 * were lent. Safe for many threads.
 */
interface ObjectInParts {

    CopyContext context();

    ListedObject version();

    Key destinationKey();

    /** Null until the first part has opened it. */
    @Nullable Upload upload();

    /** Gives the next part its turn; false when there is none to give. */
    boolean startNext();

    /** The upload was opened: the other parts may begin. */
    void opened(Upload opened, String note);

    /** Whether nothing new is to begin. */
    boolean isEnding();

    /** A part is tried again. */
    void triedAgain(StoreException error);

    /** A part has arrived and was compared. */
    void arrived(SentPart sent);

    /**
     * A part cannot be had.
     *
     * @param keepUpload whether the upload is to be gone on with later
     * @param how ends the attempt to copy the object
     */
    void partLost(int number, boolean keepUpload, Runnable how);

    AttemptEnd end();

    /** Notes what the source keeps of the whole object and chooses what to compare with. */
    Checksum chooseStored(ObjectRead read);

    default String sourceSubject() {
        return context().source().name() + "/" + version().key();
    }

    default String destinationSubject() {
        return context().destination().name() + "/" + destinationKey();
    }

    default StoreException failure(Throwable error, String operation) {
        boolean atSource = operation.equals("read") || operation.equals("head");
        return StoreException.from(
                error, operation, atSource ? sourceSubject() : destinationSubject());
    }
}
