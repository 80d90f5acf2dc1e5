package io.ossimport.connectors.oss;

import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.core.store.UploadPage;
import io.ossimport.wire.WireReply;
import io.ossimport.wire.WireRequest;
import io.ossimport.wire.store.ListPageReader;
import io.ossimport.wire.store.OpenUploads;
import io.ossimport.wire.store.Query;
import io.ossimport.wire.store.SignedClient;
import io.ossimport.wire.store.StoreCall;
import io.ossimport.wire.store.StoreTime;
import io.ossimport.wire.xml.BadXmlException;
import io.ossimport.wire.xml.SmallXml;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Lists pages with {@code ListObjectsV2}, and open uploads. The ETag of an entry of type {@code
 * Normal} is its MD5; those of multipart and appended objects are not.
 *
 * @see <a
 *     href="https://www.alibabacloud.com/help/en/oss/developer-reference/listobjects-v2">Alibaba
 *     Cloud</a>
 */
final class OssListing {

    private final SignedClient client;

    OssListing(SignedClient client) {
        this.client = client;
    }

    CompletionStage<ListPage> list(ListRequest request) {
        Query query =
                new Query()
                        .with("list-type", "2")
                        .with("encoding-type", "url")
                        .with("max-keys", Integer.toString(request.limit()));
        if (!request.prefix().isEmpty()) {
            query.with("prefix", request.prefix());
        }
        if (request.token() != null) {
            query.with("continuation-token", request.token());
        } else if (!request.after().isEmpty()) {
            query.with("start-after", request.after());
        }
        StoreCall call = StoreCall.of("list", "GET", Key.EMPTY, query, WireRequest.newHeaders());
        return client.exchange(call, SmallXml.MAX_BYTES).thenCompose(reply -> page(call, reply));
    }

    CompletionStage<UploadPage> listUploads(Key prefix, @Nullable String token) {
        return new OpenUploads(client, WireRequest::newHeaders).page(prefix, token);
    }

    CompletionStage<Instant> time(Key prefix) {
        return StoreTime.ask(client, prefix, WireRequest.newHeaders());
    }

    private CompletionStage<ListPage> page(StoreCall call, WireReply reply) {
        try {
            return CompletableFuture.completedFuture(
                    ListPageReader.read(reply.body(), "Normal"::equals, true));
        } catch (BadXmlException e) {
            return CompletableFuture.failedFuture(
                    client.error(Kind.BAD_ANSWER, call)
                            .status(reply.status())
                            .requestId(reply.headers().get("x-oss-request-id", ""))
                            .detail("the page is malformed: " + e.getMessage())
                            .cause(e)
                            .build());
        }
    }
}
