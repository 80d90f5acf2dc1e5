package io.ossimport.core.store;

import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/**
 * The bytes of an object or of a part on their way: a back-pressured sequence of buffers that can
 * be taken once.
 *
 * <p>The subscriber asks for buffers with {@link Flow.Subscription#request}; nothing is read from
 * the source before. It becomes the owner of each {@link Buffer} that it is given. A body either
 * gives exactly {@link #length} bytes and then completes, or ends with an error, a {@link
 * StoreException} as a rule; it never ends early in silence. Signals come one at a time, on any
 * thread, and cancelling frees what the body holds. A body that nobody will take must be {@link
 * #discard}ed.
 */
public interface Body extends Flow.Publisher<Buffer> {

    /** The length of a body whose source did not say how long it is. */
    long UNKNOWN_LENGTH = -1;

    /** How many bytes it gives, or {@link #UNKNOWN_LENGTH}. */
    long length();

    /** Frees a body that was not subscribed to. Does nothing on one that was. */
    void discard();

    /** A body of these bytes. */
    static Body of(ByteBuffer bytes) {
        return new BytesBody(bytes.slice());
    }

    /** The body of no bytes. */
    static Body empty() {
        return of(ByteBuffer.allocate(0));
    }
}
