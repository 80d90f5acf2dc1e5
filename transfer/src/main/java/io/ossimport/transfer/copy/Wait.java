package io.ossimport.transfer.copy;

/** What a transfer that is under way waits for. */
enum Wait {
    /** An answer or bytes of the source. */
    SOURCE,
    /** The destination: until it takes bytes, or answers. */
    DESTINATION,
    /** The limit that the user has set. */
    BANDWIDTH
}
