package io.ossimport.testkit.cloud;

/** A moment in the life of a request, as a stand-in sees it. */
public enum Moment {
    /** It is understood; nothing has been done. */
    BEFORE,
    /** It has been carried out; nobody knows. */
    DONE,
    /** The answer has been written. */
    ANSWERED
}
