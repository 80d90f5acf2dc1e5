package io.ossimport.transfer.plan;

import io.ossimport.core.store.Key;
import org.jspecify.annotations.Nullable;

/**
 * Guesses a key in the middle of a part of a range that nobody has listed yet.
 *
 * <p>What was listed shows which leading characters the keys share. The guess changes one character
 * of the last listed key, half-way on within its kind (digits, capitals, small letters): not the
 * first, for names often begin all alike, and not the last that is shared, for then little would
 * remain on this side, but one half-way between. A bad guess only cuts unevenly; the next one knows
 * more.
 */
public final class KeyMiddle {

    private KeyMiddle() {}

    /**
     * A key beyond {@code last} and before {@code upTo}, or null when there is no good one.
     *
     * @param prefix what all keys begin with
     * @param first a listed key
     * @param last the last listed key, at or beyond {@code first}
     * @param upTo where the range ends, inclusive; null to the end
     */
    public static @Nullable Key of(Key prefix, Key first, Key last, @Nullable Key upTo) {
        int lowest = Math.max(prefix.length(), upTo == null ? 0 : shared(last, upTo));
        int highest = Math.min(Math.max(lowest, shared(first, last)), last.length() - 1);
        if (highest < lowest) {
            return null; // the last listed key is all that it shares with the end
        }
        int middle = (lowest + highest) / 2;
        for (int at = middle; at <= highest; at++) {
            Key guess = at(last, at, at == lowest ? upTo : null);
            if (guess != null) {
                return guess;
            }
        }
        for (int at = Math.min(middle - 1, highest); at >= lowest; at--) {
            Key guess = at(last, at, at == lowest ? upTo : null);
            if (guess != null) {
                return guess;
            }
        }
        return null;
    }

    private static @Nullable Key at(Key last, int at, @Nullable Key upTo) {
        int from = last.byteAt(at);
        int end = endOfKind(from);
        if (upTo != null && upTo.length() > at) {
            end = Math.min(end, upTo.byteAt(at));
        }
        int step = (end - from) / 2;
        if (step < 1) {
            return null;
        }
        byte[] bytes = last.bytes();
        bytes[at] = (byte) (from + step);
        return Key.ofBytes(bytes, 0, at + 1);
    }

    // The first character beyond those of the same kind; of others than ASCII there is none.
    private static int endOfKind(int c) {
        if (c >= '0' && c <= '9') {
            return '9' + 1;
        }
        if (c >= 'A' && c <= 'Z') {
            return 'Z' + 1;
        }
        if (c >= 'a' && c <= 'z') {
            return 'z' + 1;
        }
        return c < '0' ? '0' : c < 0x7F ? 0x7F : 0;
    }

    private static int shared(Key a, Key b) {
        int most = Math.min(a.length(), b.length());
        int shared = 0;
        while (shared < most && a.byteAt(shared) == b.byteAt(shared)) {
            shared++;
        }
        return shared;
    }
}
