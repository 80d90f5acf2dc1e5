package io.ossimport.wire.xml;

import java.nio.charset.StandardCharsets;

/** Reads the times of listings: {@code 2026-11-22T15:38:12Z}, with or without parts of a second. */
public final class Iso8601 {

    private static final int[] DAYS_BEFORE_MONTH = {
        0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334
    };
    private static final int[] DAYS_OF_MONTH = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    private Iso8601() {}

    /**
     * Milliseconds since 1970 of the time in {@code text[0..length)}, which must be UTC; digits
     * beyond milliseconds are cut off.
     */
    public static long millis(byte[] text, int length) throws BadXmlException {
        if (length < 20
                || text[4] != '-'
                || text[7] != '-'
                || text[10] != 'T'
                || text[13] != ':'
                || text[16] != ':'
                || text[length - 1] != 'Z') {
            throw bad(text, length);
        }
        int year = number(text, 0, 4);
        int month = number(text, 5, 7);
        int day = number(text, 8, 10);
        int hour = number(text, 11, 13);
        int minute = number(text, 14, 16);
        int second = number(text, 17, 19);
        if (month < 1
                || month > 12
                || day < 1
                || day > DAYS_OF_MONTH[month - 1]
                || (month == 2 && day == 29 && !isLeap(year))
                || hour > 23
                || minute > 59
                || second > 60) {
            throw bad(text, length);
        }
        long seconds = ((days(year, month, day) * 24 + hour) * 60 + minute) * 60 + second;
        return seconds * 1000 + fraction(text, length);
    }

    private static int fraction(byte[] text, int length) throws BadXmlException {
        if (length == 20) {
            return 0;
        }
        if (text[19] != '.' || length == 21) {
            throw bad(text, length);
        }
        int millis = 0;
        int weight = 100;
        for (int i = 20; i < length - 1; i++) {
            millis += weight * number(text, i, i + 1);
            weight /= 10;
        }
        return millis;
    }

    private static long days(int year, int month, int day) {
        int before = year + 399; // the year before, 400 years on: never negative
        long days = 365L * year + before / 4 - before / 100 + before / 400 - 97;
        days += DAYS_BEFORE_MONTH[month - 1] + day - 1;
        if (month > 2 && isLeap(year)) {
            days++;
        }
        return days - 719_527; // 1970-01-01 counted in the same way
    }

    private static boolean isLeap(int year) {
        return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    }

    private static int number(byte[] text, int from, int to) throws BadXmlException {
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                throw bad(text, to);
            }
            value = value * 10 + digit;
        }
        return value;
    }

    private static BadXmlException bad(byte[] text, int length) {
        return BadXmlException.quoting(
                "not a time", new String(text, 0, length, StandardCharsets.ISO_8859_1));
    }
}
