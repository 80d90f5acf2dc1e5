package io.ossimport.core.config;

/** Sizes as people write them: a number of bytes, or one with {@code k}, {@code m} or {@code g}. */
public final class ByteSize {

    private ByteSize() {}

    /** The size in bytes, where k is 1024 and so on; -1 when it is none. */
    public static long parse(String text) {
        int digits = 0;
        while (digits < text.length() && text.charAt(digits) >= '0' && text.charAt(digits) <= '9') {
            digits++;
        }
        if (digits == 0 || digits > 15) {
            return -1;
        }
        long number = Long.parseLong(text, 0, digits, 10);
        long unit =
                switch (text.substring(digits).strip()) {
                    case "" -> 1;
                    case "k", "K" -> 1L << 10;
                    case "m", "M" -> 1L << 20;
                    case "g", "G" -> 1L << 30;
                    default -> -1;
                };
        return unit < 0 || number > Long.MAX_VALUE / unit ? -1 : number * unit;
    }
}
