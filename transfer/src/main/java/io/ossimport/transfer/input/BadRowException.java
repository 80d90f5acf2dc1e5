package io.ossimport.transfer.input;

/** One row of a list cannot be used. The message goes on after "the row", without secrets. */
final class BadRowException extends Exception {

    private static final long serialVersionUID = 1;

    BadRowException(String message) {
        super(message);
    }
}
