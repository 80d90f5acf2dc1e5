package io.ossimport.testkit.store;

import io.ossimport.core.store.Key;
import io.ossimport.core.store.PutRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.core.store.Upload;
import io.ossimport.core.store.UploadPage;
import io.ossimport.core.store.UploadedPart;
import io.ossimport.testkit.cloud.Content;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The open multipart uploads of a {@link MemoryStore}. Safe for many threads. */
final class MemoryUploads {

    /** One open upload and the parts that were taken, by number. */
    record Open(
            PutRequest request, long begunMillis, ConcurrentSkipListMap<Integer, Content> parts) {

        void put(int number, Content content) {
            parts.put(number, content);
        }

        /** The parts in order, when they are all there and large enough. */
        List<Content> join(List<UploadedPart> named, long minPart, String store)
                throws StoreException {
            List<Content> joined = new ArrayList<>();
            int last = 0;
            for (UploadedPart part : named) {
                Content content = parts.get(part.number());
                if (content == null || part.number() <= last || content.length() != part.length()) {
                    throw refusal(store, "InvalidPart", part.number());
                }
                if (content.length() < minPart && joined.size() < named.size() - 1) {
                    throw refusal(store, "EntityTooSmall", part.number());
                }
                last = part.number();
                joined.add(content);
            }
            return joined;
        }

        private StoreException refusal(String store, String code, int number) {
            return StoreException.of(Kind.UNKNOWN, "completeUpload", store + "/" + request.key())
                    .status(400)
                    .code(code)
                    .detail("part " + number)
                    .build();
        }
    }

    private final AtomicLong ids = new AtomicLong();
    private final ConcurrentHashMap<Upload, Open> open = new ConcurrentHashMap<>();

    Upload open(PutRequest request, long nowMillis) {
        Upload upload = new Upload(request.key(), "upload-" + ids.incrementAndGet());
        open.put(upload, new Open(request, nowMillis, new ConcurrentSkipListMap<>()));
        return upload;
    }

    /** The token is how many uploads the pages before had. */
    UploadPage page(Key prefix, @Nullable String token, int limit) {
        List<Open> below =
                open.entrySet().stream()
                        .filter(entry -> entry.getKey().key().startsWith(prefix))
                        .sorted(Comparator.comparing(entry -> entry.getKey().key()))
                        .map(Map.Entry::getValue)
                        .toList();
        int from = token == null ? 0 : Integer.parseInt(token);
        int to = Math.min(below.size(), from + limit);
        return new UploadPage(
                to - from,
                below.subList(from, to).stream()
                        .mapToLong(Open::begunMillis)
                        .min()
                        .orElse(Long.MAX_VALUE),
                to < below.size() ? Integer.toString(to) : null);
    }

    Open require(Upload upload, String operation, String store) throws StoreException {
        Open found = open.get(upload);
        if (found == null) {
            throw StoreException.of(Kind.NO_SUCH_UPLOAD, operation, store + "/" + upload.key())
                    .status(404)
                    .code("NoSuchUpload")
                    .build();
        }
        return found;
    }

    List<Upload> withoutParts(Key key, long fromMillis, long toMillis) {
        List<Upload> found = new ArrayList<>();
        open.forEach(
                (upload, state) -> {
                    if (upload.key().equals(key)
                            && state.parts.isEmpty()
                            && state.begunMillis >= fromMillis
                            && state.begunMillis <= toMillis) {
                        found.add(upload);
                    }
                });
        return found;
    }

    void close(Upload upload) {
        open.remove(upload);
    }

    int count() {
        return open.size();
    }
}
