package io.ossimport.engine;

/** A job has no run that could be gone on with. The message is a sentence that says why. */
public final class NothingToResumeException extends Exception {

    private static final long serialVersionUID = 1;

    NothingToResumeException(String message) {
        super(message);
    }
}
