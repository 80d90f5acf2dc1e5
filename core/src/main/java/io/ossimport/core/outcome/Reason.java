package io.ossimport.core.outcome;

/**
 * Why an object was copied, skipped or failed: the code in the lists. Codes are never renamed; new
 * ones may come.
 */
public enum Reason {
    // copied
    /** The destination did not have it. */
    NEW(OutcomeKind.COPIED),
    /** The destination had something else, or the policy is to overwrite. */
    REPLACED(OutcomeKind.COPIED),
    /** Changed between listing and reading; the new version was copied. */
    CHANGED(OutcomeKind.COPIED),

    // skipped
    /** The destination has the same content, by size and by checksum or time. */
    SAME(OutcomeKind.SKIPPED),
    /** The destination has something, and the policy is never to replace. */
    EXISTS(OutcomeKind.SKIPPED),
    /** The destination's object is not older, and the policy is to replace only older ones. */
    NOT_NEWER(OutcomeKind.SKIPPED),
    /** Outside the job's filters. */
    FILTERED(OutcomeKind.SKIPPED),
    /** Deleted at the source between listing and reading. */
    SOURCE_GONE(OutcomeKind.SKIPPED),
    /** A symbolic link. */
    SYMLINK(OutcomeKind.SKIPPED),
    /** A listed folder marker that cannot be read. */
    FOLDER_MARKER(OutcomeKind.SKIPPED),

    // failed: the key cannot be represented
    KEY_LEADING_SLASH(OutcomeKind.FAILED),
    KEY_TOO_LONG(OutcomeKind.FAILED),
    KEY_UNSAFE_PATH(OutcomeKind.FAILED),
    KEY_INVALID(OutcomeKind.FAILED),
    KEY_RESERVED(OutcomeKind.FAILED),
    KEY_COLLISION(OutcomeKind.FAILED),
    FILE_DIR_CONFLICT(OutcomeKind.FAILED),
    NAME_NOT_UTF8(OutcomeKind.FAILED),
    // failed: the object cannot be represented
    METADATA_ILLEGAL(OutcomeKind.FAILED),
    METADATA_TOO_LARGE(OutcomeKind.FAILED),
    METADATA_NAME(OutcomeKind.FAILED),
    OBJECT_TOO_LARGE(OutcomeKind.FAILED),
    // failed: the source
    SOURCE_ARCHIVED(OutcomeKind.FAILED),
    SOURCE_SSEC(OutcomeKind.FAILED),
    /** Named by the job's input list, and not there. */
    SOURCE_MISSING(OutcomeKind.FAILED),
    SOURCE_CHANGING(OutcomeKind.FAILED),
    SOURCE_DENIED(OutcomeKind.FAILED),
    SOURCE_UNREADABLE(OutcomeKind.FAILED),
    SPECIAL_FILE(OutcomeKind.FAILED),
    SOURCE_CHECKSUM_MISMATCH(OutcomeKind.FAILED),
    SOURCE_ERROR(OutcomeKind.FAILED),
    // failed: the destination
    EXISTS_DIFFERENT(OutcomeKind.FAILED),
    DEST_IMMUTABLE(OutcomeKind.FAILED),
    DEST_DENIED(OutcomeKind.FAILED),
    DEST_CHECKSUM_MISMATCH(OutcomeKind.FAILED),
    DEST_ERROR(OutcomeKind.FAILED),
    /** The job was stopped by a failure of the whole store before this object's turn. */
    STOPPED(OutcomeKind.FAILED);

    private final OutcomeKind kind;

    Reason(OutcomeKind kind) {
        this.kind = kind;
    }

    public OutcomeKind kind() {
        return kind;
    }
}
