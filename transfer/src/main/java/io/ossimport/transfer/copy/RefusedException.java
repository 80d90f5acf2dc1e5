package io.ossimport.transfer.copy;

import io.ossimport.core.outcome.Reason;

/** An object that cannot be represented at the destination, found out before anything is sent. */
final class RefusedException extends Exception {

    private static final long serialVersionUID = 1;

    private final Reason reason;
    private final String sentence;

    RefusedException(Reason reason, String message) {
        super(message);
        this.reason = reason;
        this.sentence = message;
    }

    Reason reason() {
        return reason;
    }

    /** Why, for people. */
    String sentence() {
        return sentence;
    }
}
