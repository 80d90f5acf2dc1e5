package io.ossimport.transfer.plan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which characters stand where in the keys of a bucket, learned from keys that were listed, so that
 * it can be said how far a key lies between all that begin as it does, and which key lies how far.
 *
 * <p>What may stand at a position depends on the character before it: after the {@code _} of {@code
 * name_0042.jpg} come digits, wherever the name ends. Few keys are seen before the first question,
 * so an alphabet is completed by kind: one digit stands for all, a small letter for all, and a
 * digit for all hexadecimal digits where most other places with digits have those.
 *
 * <p>A key is given by its code points, whose order is that of its bytes. For one thread.
 */
final class KeyAlphabets {

    /** So many positions of a key are looked at: a millionth, at ten characters each. */
    private static final int DEPTH = 6;

    /** Beyond these nothing is learned; a few megabytes. */
    private static final int MOST_PLACES = 20_000;

    private static final double ROUNDING = 1e-9;

    // The block of CJK Unified Ideographs.
    private static final int FIRST_IDEOGRAPH = 0x4E00;
    private static final int LAST_IDEOGRAPH = 0x9FFF;

    private final Map<Long, Place> places = new HashMap<>();
    private int withDigits;
    private int hexadecimal;

    /** A position behind a character. */
    private final class Place {
        final TreeSet<Integer> seen = new TreeSet<>();
        boolean closed;
        private @Nullable Alphabet alphabet;
        private boolean isHexadecimal;

        void add(int character) {
            if (!seen.contains(character)) {
                count(-1);
                seen.add(character);
                count(1);
                if (alphabet != null && !alphabet.contains(character)) {
                    alphabet = null;
                }
            }
        }

        private void count(int sign) {
            if (seen.size() > 1 && has('0', '9')) {
                withDigits += sign;
                hexadecimal += has('a', 'f') && !has('g', 'z') ? sign : 0;
            }
        }

        private boolean has(int from, int to) {
            Integer next = seen.ceiling(from);
            return next != null && next <= to;
        }

        Alphabet alphabet() {
            boolean isHexadecimalElsewhere = hexadecimal * 2 > withDigits;
            if (alphabet == null || isHexadecimal != isHexadecimalElsewhere) {
                isHexadecimal = isHexadecimalElsewhere;
                alphabet = complete();
            }
            return alphabet;
        }

        private Alphabet complete() {
            NavigableMap<Integer, Integer> spans = new TreeMap<>();
            boolean digits = has('0', '9');
            boolean isHexadecimalAtMost = digits && !has('g', 'z');
            if (digits) {
                spans.put((int) '0', (int) '9');
            }
            if (has('A', 'Z')) {
                spans.put((int) 'A', (int) (digits && !has('G', 'Z') ? 'F' : 'Z'));
            }
            if (has('a', 'z') || (isHexadecimalAtMost && isHexadecimal)) {
                spans.put((int) 'a', (int) (isHexadecimalAtMost ? 'f' : 'z'));
            }
            if (has(FIRST_IDEOGRAPH, LAST_IDEOGRAPH)) {
                spans.put(FIRST_IDEOGRAPH, LAST_IDEOGRAPH);
            }
            for (Integer character : seen) {
                Map.Entry<Integer, Integer> span = spans.floorEntry(character);
                if (span == null || span.getValue() < character) {
                    spans.put(character, character);
                }
            }
            return new Alphabet(spans);
        }
    }

    /** Characters in rising order, as spans without a gap. */
    private static final class Alphabet {
        private final int[] from;
        private final int[] to;
        final int size;

        /**
         * @param spans first to last characters, which do not overlap
         */
        Alphabet(NavigableMap<Integer, Integer> spans) {
            from = spans.keySet().stream().mapToInt(character -> character).toArray();
            to = spans.values().stream().mapToInt(character -> character).toArray();
            int sum = 0;
            for (int span = 0; span < from.length; span++) {
                sum += to[span] - from[span] + 1;
            }
            size = sum;
        }

        boolean contains(int character) {
            int before = before(character);
            return before < size && at(before) == character;
        }

        /** How many come before this character. */
        int before(int character) {
            int before = 0;
            for (int span = 0; span < from.length && from[span] < character; span++) {
                before += Math.min(to[span] + 1, character) - from[span];
            }
            return before;
        }

        int at(int index) {
            int rest = index;
            int span = 0;
            while (rest > to[span] - from[span]) {
                rest -= to[span] - from[span] + 1;
                span++;
            }
            return from[span] + rest;
        }

        int last() {
            return to[to.length - 1];
        }
    }

    void learn(int[] key) {
        for (int at = 0; at < key.length; at++) {
            Place place = places.get(place(key, at));
            if (place == null && places.size() < MOST_PLACES) {
                place = new Place();
                places.put(place(key, at), place);
            }
            if (place != null) {
                place.add(key[at]);
            }
        }
    }

    private static long place(int[] key, int at) {
        return ((long) at << 32) | (at == 0 ? 0 : key[at - 1]);
    }

    /** Whether more than one character was seen at this position behind this character. */
    boolean varies(int[] key, int at) {
        Place place = places.get(place(key, at));
        return place != null && place.seen.size() > 1;
    }

    /** The last character that may stand there; the key's own where nothing is known. */
    int last(int[] key, int at) {
        Place place = places.get(place(key, at));
        if (place == null) {
            return key[at];
        }
        return Math.max(key[at], place.alphabet().last());
    }

    /** Whether somebody has looked behind the last character that may stand there. */
    boolean isClosed(int[] key, int at) {
        Place place = places.get(place(key, at));
        return place != null && place.closed;
    }

    /** Somebody looks behind the last character that may stand there. */
    void close(int[] key, int at) {
        Place place = places.get(place(key, at));
        if (place != null) {
            place.closed = true;
        }
    }

    /**
     * How much of all keys with the same first {@code from} characters lies before {@code key}, if
     * they were spread evenly.
     *
     * @return 0 to 1
     */
    double fraction(int[] key, int from) {
        double fraction = 0;
        double share = 1;
        for (int at = from; at < Math.min(key.length, from + DEPTH); at++) {
            Place place = places.get(place(key, at));
            if (place == null) {
                break;
            }
            Alphabet alphabet = place.alphabet();
            share /= alphabet.size;
            fraction += share * alphabet.before(key[at]);
            if (!alphabet.contains(key[at])) {
                break;
            }
        }
        return fraction;
    }

    /**
     * The key that begins with the first {@code from} characters of {@code like} and lies at {@code
     * fraction}, without the characters behind it that make no difference.
     *
     * @param fraction from 0 to 1, exclusive
     */
    int[] at(double fraction, int[] like, int from) {
        int[] key = Arrays.copyOf(like, from + DEPTH);
        double rest = fraction;
        int length = from;
        while (length < key.length && (length == from || rest >= ROUNDING)) {
            Place place = places.get(place(key, length));
            if (place == null) {
                break;
            }
            Alphabet alphabet = place.alphabet();
            rest *= alphabet.size;
            int index = (int) Math.min(alphabet.size - 1, Math.floor(rest + ROUNDING));
            rest -= index;
            key[length++] = alphabet.at(index);
        }
        return Arrays.copyOf(key, length);
    }
}
