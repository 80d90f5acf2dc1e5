package io.ossimport.wire.store;

import io.ossimport.core.store.StoreException;
import io.ossimport.wire.WireReply;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a vendor's errors mean. Safe for many threads. */
public interface Dialect {

    /** The store's name for messages: {@code s3://photos}. */
    String storeName();

    /** Reads an answer that is not a success. */
    VendorError read(WireReply reply);

    /** What a caller can do about an error. */
    StoreException.Kind kind(VendorError error, StoreCall call);

    /** A sentence with the remedy where the vendor's own does not do, else the vendor's own. */
    String detail(VendorError error);

    /**
     * Where the bucket is, when the error says so, or null. A call that went elsewhere is made
     * again, once.
     */
    @Nullable Site elsewhere(VendorError error, Site asked);

    /** How long the store asks to wait, or null. */
    default @Nullable Duration retryAfter(VendorError error) {
        return error.retryAfter();
    }
}
