package io.ossimport.transfer.copy;

import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.StoreException;

/** What the books call a final failure of one object, by the side that failed and the kind. */
public final class FailureReasons {

    private FailureReasons() {}

    public static Reason of(Side side, StoreException.Kind kind, Key sourceKey) {
        return side == Side.SOURCE ? atSource(kind, sourceKey) : atDestination(kind);
    }

    private static Reason atSource(StoreException.Kind kind, Key key) {
        return switch (kind) {
            // Hosting a website makes some stores list folders that nobody can read.
            case NOT_FOUND -> isFolder(key) ? Reason.FOLDER_MARKER : Reason.SOURCE_GONE;
            case CHANGED -> Reason.SOURCE_CHANGING;
            case PERMISSION_DENIED, BAD_CREDENTIALS -> Reason.SOURCE_DENIED;
            case ARCHIVED -> Reason.SOURCE_ARCHIVED;
            case CHECKSUM_MISMATCH -> Reason.SOURCE_CHECKSUM_MISMATCH;
            case TOO_LARGE -> Reason.OBJECT_TOO_LARGE;
            default -> Reason.SOURCE_ERROR;
        };
    }

    private static Reason atDestination(StoreException.Kind kind) {
        return switch (kind) {
            case PERMISSION_DENIED, BAD_CREDENTIALS -> Reason.DEST_DENIED;
            case IMMUTABLE -> Reason.DEST_IMMUTABLE;
            case ALREADY_EXISTS -> Reason.EXISTS_DIFFERENT;
            case INVALID_KEY -> Reason.KEY_INVALID;
            case FILE_DIR_CONFLICT -> Reason.FILE_DIR_CONFLICT;
            case INVALID_METADATA -> Reason.METADATA_ILLEGAL;
            case TOO_LARGE -> Reason.OBJECT_TOO_LARGE;
            case CHECKSUM_MISMATCH -> Reason.DEST_CHECKSUM_MISMATCH;
            default -> Reason.DEST_ERROR;
        };
    }

    private static boolean isFolder(Key key) {
        return key.length() > 0 && key.byteAt(key.length() - 1) == '/';
    }
}
