package io.ossimport.transfer.copy;

import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.StoreException;

/** What can go wrong with a copy besides what stores say. */
public final class Failures {

    private Failures() {}

    /** Whether {@code got} is the version that was asked for. */
    public static boolean isSameVersion(ListedObject asked, ListedObject got) {
        boolean sameEtag =
                asked.etag().isEmpty() || got.etag().isEmpty() || asked.etag().equals(got.etag());
        return sameEtag && asked.size() == got.size();
    }

    /** What was read is not the version that was asked for. */
    public static StoreException changed(ObjectRead read, String subject) {
        return StoreException.of(StoreException.Kind.CHANGED, "read", subject)
                .detail("it is not the version that was listed")
                .requestId(read.requestId())
                .build();
    }

    /** A store that says yes before it has taken all bytes. */
    static StoreException notTaken(String operation, String subject) {
        return StoreException.of(StoreException.Kind.BAD_ANSWER, operation, subject)
                .detail("the store answered before it had taken all bytes")
                .build();
    }

    static StoreException mismatch(String operation, String subject, Object ours, Object theirs) {
        return StoreException.of(StoreException.Kind.CHECKSUM_MISMATCH, operation, subject)
                .detail("we sent " + ours + ", the store has " + theirs)
                .build();
    }
}
