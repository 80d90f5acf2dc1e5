package io.ossimport.testkit.cloud;

/** A way in which a page of a listing can lie. */
public enum PageTrick {
    /** The page has the entries of the first page, with a token that goes on from there. */
    FIRST_PAGE_AGAIN,
    /** The page ends with its own first entry once more. */
    DUPLICATE_ENTRY,
    /** The page before again: begins at its own start, whatever token or key was asked for. */
    DUPLICATE_PAGE,
    /** The entries come in falling order. */
    UNSORTED,
    /** No entry, but there is said to be more, with a new token. */
    EMPTY_TRUNCATED,
    /** There is said to be more, and the token is the one that was asked for. */
    SAME_TOKEN,
    /** No entry, but there is said to be more, with the same two tokens in turn. */
    TOKEN_LOOP_OF_2(2),
    TOKEN_LOOP_OF_3(3),
    TOKEN_LOOP_OF_4(4),
    TOKEN_LOOP_OF_5(5),
    /** There is said to be more, and there is no token. */
    MISSING_TOKEN,
    /** Says that this is the end although there is more. */
    FALSE_END,
    /** Half of the document, with a Content-Length that fits. */
    CUT_XML,
    /** A document that names a file of the machine as an external entity. */
    EXTERNAL_ENTITY,
    /** More keys than were asked for, beyond 1000. */
    TOO_MANY_KEYS,
    /** A key with a byte that is no UTF-8. */
    INVALID_UTF8,
    /** A key with a character that XML does not have. */
    INVALID_CHARACTER;

    /** After how many pages the tokens repeat; 0 for tricks that are not about that. */
    final int loop;

    PageTrick() {
        this(0);
    }

    PageTrick(int loop) {
        this.loop = loop;
    }
}
