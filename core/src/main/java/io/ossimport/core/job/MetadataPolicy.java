package io.ossimport.core.job;

/** What to do with user metadata whose name the destination does not accept. */
public enum MetadataPolicy {
    /** Give it a name that is accepted, in a way that can be undone. */
    RENAME,
    /** Leave it out. */
    DROP,
    /** Fail the object. */
    FAIL
}
