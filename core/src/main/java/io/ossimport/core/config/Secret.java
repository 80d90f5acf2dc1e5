package io.ossimport.core.config;

/**
 * A value that must not be seen. Prints as {@code ***}, cannot be serialised, and compares by
 * identity. The one way to the value is {@link #reveal}, for the code that signs.
 */
public final class Secret {

    /** No secret: for stores that need none. */
    public static final Secret NONE = new Secret("");

    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    public static Secret of(String value) {
        return value.isEmpty() ? NONE : new Secret(value);
    }

    /** The value itself. Never log it, never put it into a message or an argument list. */
    public String reveal() {
        return value;
    }

    public boolean isEmpty() {
        return value.isEmpty();
    }

    @Override
    public String toString() {
        return isEmpty() ? "" : "***";
    }
}
