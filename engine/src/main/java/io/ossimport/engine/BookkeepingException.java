package io.ossimport.engine;

/**
 * The lists on disk do not say what was counted while the run went on. Always a bug of this program
 * or a broken disk; the lists and both counts are kept for whoever looks into it.
 */
public final class BookkeepingException extends Exception {

    private static final long serialVersionUID = 1;

    BookkeepingException(String message) {
        super(message);
    }
}
