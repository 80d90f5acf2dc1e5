package io.ossimport.wire.xml;

/** A document that is not well-formed, not what was asked for, or too large or deep. */
public final class BadXmlException extends Exception {

    private static final long serialVersionUID = 1;
    private static final int MAX_QUOTED = 80;

    public BadXmlException(String message) {
        super(message);
    }

    public BadXmlException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * A message that quotes the document. It ends up on terminals and in lists and comes from a
     * stranger, so it is cut, and its control characters become blanks.
     */
    public static BadXmlException quoting(String message, String quoted) {
        String start = quoted.substring(0, Math.min(quoted.length(), MAX_QUOTED));
        return new BadXmlException(message + ": " + start.replaceAll("\\p{Cc}", " "));
    }
}
