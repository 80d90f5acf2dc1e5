package io.ossimport.wire.store;

/** A parser of what servers send, and what must hold of it for any bytes. */
enum FuzzTarget {
    S3_PAGE("pages"),
    OSS_PAGE("pages"),
    DOCUMENT("documents"),
    TEXT("texts");

    /** The folder of the inputs that are kept for it. */
    final String folder;

    FuzzTarget(String folder) {
        this.folder = folder;
    }

    /** Parses the input. Throws an {@link AssertionError} that says what the parser did wrong. */
    void check(byte[] input) {
        switch (this) {
            case S3_PAGE -> PageCheck.check(input, type -> true, false);
            case OSS_PAGE -> PageCheck.check(input, "Normal"::equals, true);
            case DOCUMENT -> DocumentCheck.check(input);
            case TEXT -> TextCheck.check(input);
        }
    }

    static void must(boolean held, String what) {
        if (!held) {
            throw new AssertionError(what);
        }
    }
}
