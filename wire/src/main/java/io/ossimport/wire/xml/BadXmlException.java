package io.ossimport.wire.xml;

/** A document that is not well-formed, not what was asked for, or too large or deep. */
public final class BadXmlException extends Exception {

    private static final long serialVersionUID = 1;

    public BadXmlException(String message) {
        super(message);
    }

    public BadXmlException(String message, Throwable cause) {
        super(message, cause);
    }
}
