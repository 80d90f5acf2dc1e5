package io.ossimport.transfer.verify;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ListedObject;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.testkit.store.StoreFaults;
import java.util.ArrayList;
import java.util.List;

/** A listing of any number of keys, which are made when they are asked for. */
final class MadeListing implements StoreFaults {

    private final Key prefix;
    private final long count;

    private MadeListing(String prefix, long count) {
        this.prefix = Key.of(prefix);
        this.count = count;
    }

    /** A store that lists {@code prefix} with numbers of ten digits, from 0 on, and has nothing. */
    static MemoryStore store(String prefix, long count) {
        MemoryStore store = new MemoryStore("made://" + prefix);
        store.setFaults(new MadeListing(prefix, count));
        return store;
    }

    @Override
    public ListPage page(Call call, ListPage page) {
        long first = firstBehind(call.key());
        List<ListedObject> objects = new ArrayList<>();
        for (long i = first; i < Math.min(count, first + ListRequest.MAX_LIMIT); i++) {
            objects.add(
                    new ListedObject(
                            key(i),
                            i + 1,
                            1_000,
                            "etag",
                            Checksum.ofLong(ChecksumAlgorithm.CRC64_XZ, i),
                            "",
                            ListedObject.Kind.OBJECT));
        }
        boolean more = first + objects.size() < count;
        return new ListPage(objects, more, more ? "page" + first : null);
    }

    private Key key(long index) {
        return prefix.append(Key.of(String.format("%010d", index)));
    }

    private long firstBehind(Key after) {
        long low = 0;
        long high = count;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (key(middle).compareTo(after) <= 0) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
