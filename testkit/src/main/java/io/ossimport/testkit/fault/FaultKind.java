package io.ossimport.testkit.fault;

/** How a call goes wrong. */
public enum FaultKind {
    /** It fails once; nothing was done. */
    EXCEPTION,
    /**
     * Nothing reaches disk or network any more, as when the process dies here. Of a write the first
     * half still does.
     */
    CRASH,
    /** A read or write moves one byte only, which callers must bear. */
    SHORT,
    /** From here on no file grows and none is made, until the run is over. */
    NO_SPACE
}
