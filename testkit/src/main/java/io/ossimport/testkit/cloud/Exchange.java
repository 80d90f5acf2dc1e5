package io.ossimport.testkit.cloud;

import io.netty.buffer.ByteBuf;

/** A request that was let in and waits for its body. Used by one thread. */
interface Exchange {

    /** Takes a piece of the request's body; does not own it. */
    void body(ByteBuf piece) throws CloudError;

    /** Does what was asked, now that the body is complete. */
    Reply end() throws CloudError;

    /** Gives up; the body will not be complete. */
    default void cancel() {}
}
