package io.ossimport.transfer.plan;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

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

    private final Map<Long, Place> places = new HashMap<>();
    private int withDigits;
    private int hexadecimal;

    /** A position behind a character. */
    private final class Place {
        final TreeSet<Integer> seen = new TreeSet<>();
        boolean closed;
        private int[] alphabet = {};
        private boolean alphabetIsHexadecimal;

        void add(int character) {
            if (seen.contains(character)) {
                return;
            }
            count(-1);
            seen.add(character);
            count(1);
            if (Arrays.binarySearch(alphabet, character) < 0) {
                alphabet = new int[0];
            }
        }

        private void count(int sign) {
            if (seen.size() > 1 && has('0', '9')) {
                withDigits += sign;
                hexadecimal += has('a', 'f') && !has('g', 'z') ? sign : 0;
            }
        }

        boolean has(int from, int to) {
            Integer next = seen.ceiling(from);
            return next != null && next <= to;
        }

        int[] alphabet() {
            boolean hexadecimalElsewhere = hexadecimal * 2 > withDigits;
            if (alphabet.length == 0 || alphabetIsHexadecimal != hexadecimalElsewhere) {
                alphabetIsHexadecimal = hexadecimalElsewhere;
                TreeSet<Integer> all = new TreeSet<>();
                seen.forEach(character -> complete(character, all));
                alphabet = all.stream().mapToInt(character -> character).toArray();
            }
            return alphabet;
        }

        private void complete(int character, Set<Integer> all) {
            if (within(character, '0', '9')) {
                addAll('0', '9', all);
                if (alphabetIsHexadecimal && !has('g', 'z')) {
                    addAll('a', 'f', all);
                }
            } else if (within(character, 'a', 'z')) {
                addAll('a', has('0', '9') && !has('g', 'z') ? 'f' : 'z', all);
            } else if (within(character, 'A', 'Z')) {
                addAll('A', has('0', '9') && !has('G', 'Z') ? 'F' : 'Z', all);
            } else if (within(character, 0x4E00, 0x9FFF)) {
                addAll(0x4E00, 0x9FFF, all); // the CJK Unified Ideographs
            } else {
                all.add(character);
            }
        }

        private static boolean within(int character, int from, int to) {
            return character >= from && character <= to;
        }

        private static void addAll(int from, int to, Set<Integer> all) {
            if (!all.contains(from) || !all.contains(to)) {
                for (int character = from; character <= to; character++) {
                    all.add(character);
                }
            }
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
        int[] alphabet = place.alphabet();
        return Math.max(key[at], alphabet[alphabet.length - 1]);
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
            int[] alphabet = place.alphabet();
            int index = Arrays.binarySearch(alphabet, key[at]);
            share /= alphabet.length;
            fraction += share * (index < 0 ? -index - 1 : index);
            if (index < 0) {
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
            int[] alphabet = place.alphabet();
            rest *= alphabet.length;
            int index = (int) Math.min(alphabet.length - 1, Math.floor(rest + ROUNDING));
            rest -= index;
            key[length++] = alphabet[index];
        }
        return Arrays.copyOf(key, length);
    }
}
