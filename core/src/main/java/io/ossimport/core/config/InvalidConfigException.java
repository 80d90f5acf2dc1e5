package io.ossimport.core.config;

/** What the user asked for cannot be right. The message names the file, line, key and remedy. */
public final class InvalidConfigException extends Exception {

    private static final long serialVersionUID = 1;

    public InvalidConfigException(String message) {
        super(message);
    }

    public InvalidConfigException(String message, Throwable cause) {
        super(message, cause);
    }
}
