package io.ossimport.transfer.input;

import java.io.IOException;

/**
 * An input list cannot be used: it is not there, is damaged, or is of another form than was said.
 * The message is a sentence for the user. Nothing has been copied by then.
 */
public final class InputListException extends IOException {

    private static final long serialVersionUID = 1;

    public InputListException(String message) {
        super(message);
    }

    public InputListException(String message, Throwable cause) {
        super(message, cause);
    }
}
