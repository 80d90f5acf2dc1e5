package io.ossimport.core.store;

/** What stands behind an error. */
public final class Causes {

    private Causes() {}

    /** The first of the errors that led to {@code problem}; itself when none did. */
    public static Throwable root(Throwable problem) {
        Throwable root = problem;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }
}
