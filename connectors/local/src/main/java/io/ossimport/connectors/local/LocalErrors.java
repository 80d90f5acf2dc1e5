package io.ossimport.connectors.local;

import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import java.util.Objects;

/** Turns what the operating system says into kinds. */
final class LocalErrors {

    private LocalErrors() {}

    /** The store's error for this one; a store's own error stays as it is. */
    static StoreException of(IOException error, String operation, String subject) {
        if (error instanceof StoreException already) {
            return already;
        }
        return StoreException.of(kind(error), operation, subject)
                .detail(reason(error))
                .cause(error)
                .build();
    }

    private static Kind kind(IOException error) {
        if (error instanceof NoSuchFileException) {
            return Kind.NOT_FOUND;
        }
        if (error instanceof AccessDeniedException) {
            return Kind.PERMISSION_DENIED;
        }
        if (error instanceof ClosedChannelException) {
            return Kind.UNAVAILABLE;
        }
        // The JDK keeps nothing of an error but strerror's text.
        return switch (reason(error).toLowerCase(Locale.ROOT)) {
            case "no space left on device", "disk quota exceeded" -> Kind.NO_SPACE;
            case "read-only file system", "operation not permitted", "permission denied" ->
                    Kind.PERMISSION_DENIED;
            // A file stands where the path needs a folder, so there is nothing below it.
            case "not a directory" -> Kind.NOT_FOUND;
            case "file name too long" -> Kind.INVALID_KEY;
            case "file too large" -> Kind.TOO_LARGE;
            case "too many open files", "input/output error", "stale file handle" ->
                    Kind.UNAVAILABLE;
            default -> Kind.UNKNOWN;
        };
    }

    private static String reason(IOException error) {
        if (error instanceof NoSuchFileException) {
            return "it is not there";
        }
        if (error instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (error instanceof FileSystemException systems && systems.getReason() != null) {
            return systems.getReason();
        }
        return Objects.requireNonNullElse(error.getMessage(), error.getClass().getSimpleName());
    }
}
