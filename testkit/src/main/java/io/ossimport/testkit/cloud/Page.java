package io.ossimport.testkit.cloud;

import io.ossimport.core.store.Key;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.zip.CRC32;

/**
 * One page of a listing.
 *
 * @param objects those that are no part of a common prefix, in order
 * @param prefixes the common prefixes, in order
 * @param truncated whether there is more
 * @param last the last object or prefix on the page; empty on an empty page
 */
record Page(List<FakeObject> objects, List<Key> prefixes, boolean truncated, Key last) {

    private static final Comparator<Key> BY_DIGEST =
            Comparator.comparingLong(Page::digest).thenComparing(Comparator.naturalOrder());

    /**
     * What a page shall have.
     *
     * @param after only keys beyond this one
     * @param afterPrefix whether {@code after} is a common prefix, all of whose keys are done
     * @param delimiter what ends a common prefix, or none
     */
    record Wish(Key prefix, Key after, boolean afterPrefix, Key delimiter, int limit) {

        Wish from(Key other) {
            return new Wish(prefix, other, false, delimiter, limit);
        }
    }

    static Page of(FakeBucket bucket, Wish wish) {
        List<FakeObject> objects = new ArrayList<>();
        List<Key> prefixes = new ArrayList<>();
        if (wish.limit() == 0) {
            return new Page(objects, prefixes, false, Key.EMPTY);
        }
        boolean fromPrefix = wish.after().compareTo(wish.prefix()) < 0;
        Iterator<FakeObject> rest =
                wish.afterPrefix()
                        ? bucket.from(beyond(wish.after()), true)
                        : bucket.from(fromPrefix ? wish.prefix() : wish.after(), fromPrefix);
        Key last = Key.EMPTY;
        while (rest.hasNext()) {
            FakeObject object = rest.next();
            Key key = object.key();
            if (!key.startsWith(wish.prefix())) {
                break;
            }
            if (objects.size() + prefixes.size() == wish.limit()) {
                return new Page(objects, prefixes, true, last);
            }
            int end = endOfDelimiter(key, wish.prefix().length(), wish.delimiter());
            if (end < 0) {
                objects.add(object);
                last = key;
            } else {
                last = Key.ofBytes(key.bytes(), 0, end);
                prefixes.add(last);
                rest = bucket.from(beyond(last), true);
            }
        }
        return new Page(objects, prefixes, false, last);
    }

    /** A page of a listing in the order of the keys' digests, without common prefixes. */
    static Page unordered(FakeBucket bucket, Wish wish) {
        List<FakeObject> objects = new ArrayList<>();
        Iterator<FakeObject> all = bucket.from(wish.prefix(), true);
        while (all.hasNext()) {
            FakeObject object = all.next();
            boolean beyond =
                    wish.after().isEmpty() || BY_DIGEST.compare(object.key(), wish.after()) > 0;
            if (object.key().startsWith(wish.prefix()) && beyond) {
                objects.add(object);
            }
        }
        objects.sort(Comparator.comparing(FakeObject::key, BY_DIGEST));
        List<FakeObject> page = objects.subList(0, Math.min(wish.limit(), objects.size()));
        Key last = page.isEmpty() ? Key.EMPTY : page.get(page.size() - 1).key();
        return new Page(page, List.of(), page.size() < objects.size(), last);
    }

    private static long digest(Key key) {
        CRC32 digest = new CRC32();
        digest.update(key.bytes());
        return digest.getValue();
    }

    private static int endOfDelimiter(Key key, int from, Key delimiter) {
        if (delimiter.isEmpty()) {
            return -1;
        }
        for (int at = from; at + delimiter.length() <= key.length(); at++) {
            int same = 0;
            while (same < delimiter.length() && key.byteAt(at + same) == delimiter.byteAt(same)) {
                same++;
            }
            if (same == delimiter.length()) {
                return at + same;
            }
        }
        return -1;
    }

    /** The first key that does not begin with {@code prefix} and comes behind those that do. */
    private static Key beyond(Key prefix) {
        byte[] bytes = prefix.bytes();
        int length = bytes.length;
        while (length > 0 && bytes[length - 1] == (byte) 0xFF) {
            length--;
        }
        if (length == 0) {
            return prefix;
        }
        bytes[length - 1]++;
        return Key.ofBytes(bytes, 0, length);
    }
}
