package io.ossimport.wire.store;

import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.Upload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Looks for multipart uploads without a part by {@code ListMultipartUploads} and {@code ListParts},
 * which are the same for S3 and OSS. Uploads are listed in the order of their keys, so those of the
 * very key stand before those of longer ones; of more than 1,000 of one key the rest is not seen.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html">AWS</a>
 * @see <a
 *     href="https://www.alibabacloud.com/help/en/oss/developer-reference/listmultipartuploads">Alibaba
 *     Cloud</a>
 */
public final class EmptyUploads {

    private static final int MAX_ANSWER = 4 * 1024 * 1024;

    private final SignedClient client;
    private final Supplier<HttpHeaders> headers;

    /**
     * @param headers new ones for each call, with all that it needs besides its signature
     */
    public EmptyUploads(SignedClient client, Supplier<HttpHeaders> headers) {
        this.client = client;
        this.headers = headers;
    }

    /** As {@link io.ossimport.core.store.ObjectStore#emptyUploads}. */
    public CompletionStage<List<Upload>> find(Key key, long fromMillis, long toMillis) {
        Query query =
                new Query()
                        .with("uploads")
                        .with("encoding-type", "url")
                        .with("max-uploads", "1000")
                        .with("prefix", key);
        StoreCall call = StoreCall.of("list", "GET", Key.EMPTY, query, headers.get());
        return client.exchange(call, MAX_ANSWER)
                .thenCompose(
                        reply ->
                                client.read(
                                        call,
                                        reply,
                                        "answer",
                                        body ->
                                                MultipartXml.uploadIds(
                                                        body, key, fromMillis, toMillis)))
                .thenCompose(ids -> withoutParts(key, ids));
    }

    private CompletionStage<List<Upload>> withoutParts(Key key, List<String> ids) {
        CompletionStage<List<Upload>> found = CompletableFuture.completedFuture(new ArrayList<>());
        for (String id : ids) {
            found =
                    found.thenCombine(
                            hasParts(key, id),
                            (empty, hasParts) -> {
                                if (!hasParts) {
                                    empty.add(new Upload(key, id));
                                }
                                return empty;
                            });
        }
        return found;
    }

    private CompletionStage<Boolean> hasParts(Key key, String id) {
        Query query = new Query().with("uploadId", id).with("max-parts", "1");
        StoreCall call = StoreCall.of("list", "GET", key, query, headers.get());
        return client.exchange(call, MAX_ANSWER)
                .thenCompose(reply -> client.read(call, reply, "answer", MultipartXml::hasParts));
    }
}
