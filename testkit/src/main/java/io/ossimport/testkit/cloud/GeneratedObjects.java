package io.ossimport.testkit.cloud;

import io.ossimport.core.store.Key;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;

/** Objects by formula: the key from the index, the content from the index as the seed. */
final class GeneratedObjects {

    /** 2020-01-01; whole seconds, as services keep them. */
    private static final long MODIFIED_MILLIS = 1_577_836_800_000L;

    private static final int MD5_LIMIT_BYTES = 4096;

    private final long count;
    private final KeyShape shape;
    private final LongUnaryOperator size;

    GeneratedObjects(long count, KeyShape shape, LongUnaryOperator size) {
        this.count = count;
        this.shape = shape;
        this.size = size;
    }

    long count() {
        return count;
    }

    @Nullable FakeObject get(Key key) {
        long index = firstAtOrAfter(key);
        return index < count && shape.key(index).equals(key) ? object(index) : null;
    }

    Iterator<FakeObject> from(Key from, boolean inclusive) {
        long first = firstAtOrAfter(from);
        if (!inclusive && first < count && shape.key(first).equals(from)) {
            first++;
        }
        long start = first;
        return new Iterator<>() {
            private long next = start;

            @Override
            public boolean hasNext() {
                return next < count;
            }

            @Override
            public FakeObject next() {
                if (next >= count) {
                    throw new NoSuchElementException();
                }
                return object(next++);
            }
        };
    }

    private long firstAtOrAfter(Key key) {
        long low = 0;
        long high = count;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (shape.key(middle).compareTo(key) < 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private FakeObject object(long index) {
        long length = size.applyAsLong(index);
        String etag =
                length <= MD5_LIMIT_BYTES
                        ? null
                        : "9e3779b97f4a7c15" + HexFormat.of().toHexDigits(index) + "-1";
        return new FakeObject(
                shape.key(index),
                Content.generated(index, length),
                Map.of(),
                MODIFIED_MILLIS + 1000 * (index % 86_400),
                etag == null ? 0 : 1,
                etag,
                null);
    }
}
