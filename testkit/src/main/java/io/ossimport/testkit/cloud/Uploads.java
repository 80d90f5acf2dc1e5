package io.ossimport.testkit.cloud;

import io.ossimport.core.store.Key;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The open multipart uploads of a bucket. Safe for many threads. */
final class Uploads {

    /**
     * One part as it was taken.
     *
     * @param etag without quotes
     */
    record Part(int number, Content content, String etag, long takenMillis) {}

    /**
     * One open upload.
     *
     * @param headers what the object will be sent back with
     * @param checksumAlgorithm what S3 was asked to compute, such as {@code CRC64NVME}, or empty
     * @param checksumType {@code FULL_OBJECT}, {@code COMPOSITE} or empty
     * @param parts by number; guarded by itself
     */
    record Upload(
            String id,
            Key key,
            Map<String, String> headers,
            long initiatedMillis,
            String checksumAlgorithm,
            String checksumType,
            TreeMap<Integer, Part> parts) {

        void put(Part part) {
            synchronized (parts) {
                parts.put(part.number(), part);
            }
        }

        List<Part> taken() {
            synchronized (parts) {
                return List.copyOf(parts.values());
            }
        }
    }

    private static final AtomicLong IDS = new AtomicLong();

    private final ConcurrentHashMap<String, Upload> open = new ConcurrentHashMap<>();

    Upload open(
            Key key,
            Map<String, String> headers,
            long nowMillis,
            String checksumAlgorithm,
            String checksumType) {
        String id = String.format("UPLOAD%026X", IDS.incrementAndGet());
        Upload upload =
                new Upload(
                        id,
                        key,
                        headers,
                        nowMillis,
                        checksumAlgorithm,
                        checksumType,
                        new TreeMap<>());
        open.put(id, upload);
        return upload;
    }

    /** The upload of this id and key, or null. */
    @Nullable Upload find(String id, Key key) {
        Upload upload = open.get(id);
        return upload != null && upload.key().equals(key) ? upload : null;
    }

    /** Takes the upload away; says whether it was there. */
    boolean close(Upload upload) {
        return open.remove(upload.id(), upload);
    }

    /** All open uploads, by key and then by id. */
    List<Upload> list() {
        return open.values().stream()
                .sorted(
                        (a, b) -> {
                            int byKey = a.key().compareTo(b.key());
                            return byKey != 0 ? byKey : a.id().compareTo(b.id());
                        })
                .toList();
    }

    int count() {
        return open.size();
    }
}
