package io.ossimport.core.config;

import java.util.List;

/**
 * What a value may look like.
 *
 * @param words the only values allowed, for {@link Kind#CHOICE}; those allowed besides numbers, for
 *     {@link Kind#NUMBER}
 * @param min the least value allowed; for numbers, and in bytes for sizes
 * @param max the greatest value allowed
 */
record Form(Kind kind, List<String> words, long min, long max) {

    /** How a value is read. */
    enum Kind {
        TEXT,
        SECRET,
        FLAG,
        NUMBER,
        SIZE,
        CHOICE
    }

    private static final List<String> FLAGS = List.of("true", "false");

    static Form text() {
        return new Form(Kind.TEXT, List.of(), 0, 0);
    }

    /** A text that never appears in a message. */
    static Form secret() {
        return new Form(Kind.SECRET, List.of(), 0, 0);
    }

    static Form flag() {
        return new Form(Kind.FLAG, FLAGS, 0, 0);
    }

    static Form number(long min, long max) {
        return new Form(Kind.NUMBER, List.of(), min, max);
    }

    /** A number from 0, or a word. */
    static Form numberOr(String word) {
        return new Form(Kind.NUMBER, List.of(word), 0, Long.MAX_VALUE);
    }

    /** A count of bytes: a number, or one with {@code k}, {@code m} or {@code g} behind it. */
    static Form size(long min, long max) {
        return new Form(Kind.SIZE, List.of(), min, max);
    }

    static Form choice(String... words) {
        return new Form(Kind.CHOICE, List.of(words), 0, 0);
    }

    /** What is allowed, for people. */
    String allowed() {
        return switch (kind) {
            case TEXT -> "text";
            case SECRET -> "secret text";
            case FLAG, CHOICE -> String.join(", ", words);
            case NUMBER ->
                    (max == Long.MAX_VALUE
                                    ? "a number from " + min
                                    : "a number, " + min + " to " + max)
                            + (words.isEmpty() ? "" : ", or " + String.join(", ", words));
            case SIZE -> "a size such as 500k, 50m or 5g, " + inBytes(min) + " to " + inBytes(max);
        };
    }

    private static String inBytes(long bytes) {
        for (int shift : new int[] {30, 20, 10}) {
            if (bytes > 0 && bytes % (1L << shift) == 0) {
                return (bytes >> shift) + "kmg".substring(shift / 10 - 1, shift / 10);
            }
        }
        return Long.toString(bytes);
    }
}
