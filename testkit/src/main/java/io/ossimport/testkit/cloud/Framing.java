package io.ossimport.testkit.cloud;

/** How an answer that is cut short says where its body ends. */
public enum Framing {
    /** A Content-Length that promises all of it; then the connection closes. */
    LENGTH,
    /** Chunks, the last of which says that this was all. */
    CHUNKS,
    /** Chunks without a last one; then the connection closes. */
    CHUNKS_CUT,
    /** Nothing: the body ends where the connection closes, as in HTTP/1.0. */
    UNTIL_CLOSE
}
