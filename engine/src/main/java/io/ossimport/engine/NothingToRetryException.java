package io.ossimport.engine;

/**
 * A job has no run whose failed objects could be tried again. The message is a sentence that says
 * why.
 */
public final class NothingToRetryException extends Exception {

    private static final long serialVersionUID = 1;

    NothingToRetryException(String message) {
        super(message);
    }
}
