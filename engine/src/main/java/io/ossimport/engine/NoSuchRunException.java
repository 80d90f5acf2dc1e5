package io.ossimport.engine;

/**
 * A job has no run that could be gone on with, or whose failed objects could be tried again. The
 * message is a sentence that says why.
 */
public final class NoSuchRunException extends Exception {

    private static final long serialVersionUID = 1;

    NoSuchRunException(String message) {
        super(message);
    }
}
