package io.ossimport.core.outcome;

/** What became of a listed key. */
public enum OutcomeKind {
    COPIED,
    SKIPPED,
    FAILED;

    /** The name of its list: {@code copied}, {@code skipped}, {@code failed}. */
    public String listName() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
