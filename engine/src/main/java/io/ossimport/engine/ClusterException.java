package io.ossimport.engine;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A cluster cannot be reached, or must not be used; the message is a sentence for people. */
public final class ClusterException extends IOException {

    private static final long serialVersionUID = 1;

    ClusterException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
