package io.ossimport.connectors.s3;

import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.UploadPage;
import io.ossimport.wire.WireReply;
import io.ossimport.wire.WireRequest;
import io.ossimport.wire.store.ListPageReader;
import io.ossimport.wire.store.OpenUploads;
import io.ossimport.wire.store.Query;
import io.ossimport.wire.store.SignedClient;
import io.ossimport.wire.store.StoreCall;
import io.ossimport.wire.store.StoreTime;
import io.ossimport.wire.xml.SmallXml;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Lists pages with {@code ListObjectsV2}, and open uploads.
 *
 * <p>An ETag of 32 digits is given as the entry's MD5. A page does not say which objects are
 * encrypted with a key of KMS, whose ETags look the same and are no MD5. So two entries with equal
 * checksums have equal content, but unequal ones may have, too; only the answer to a read, whose
 * headers do say it, gives a checksum that must be met.
 */
final class S3Listing {

    private final S3StoreConfig config;
    private final SignedClient client;

    S3Listing(S3StoreConfig config, SignedClient client) {
        this.config = config;
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
        StoreCall call = StoreCall.of("list", "GET", Key.EMPTY, query, headers());
        return client.exchange(call, SmallXml.MAX_BYTES).thenCompose(reply -> page(call, reply));
    }

    CompletionStage<UploadPage> listUploads(Key prefix, @Nullable String token) {
        return new OpenUploads(client, this::headers).page(prefix, token);
    }

    CompletionStage<Instant> time(Key prefix) {
        return StoreTime.ask(client, prefix, headers());
    }

    private HttpHeaders headers() {
        HttpHeaders headers = WireRequest.newHeaders();
        if (config.requesterPays()) {
            headers.set("x-amz-request-payer", "requester");
        }
        return headers;
    }

    private CompletionStage<ListPage> page(StoreCall call, WireReply reply) {
        return client.read(
                call,
                reply,
                "page",
                body -> ListPageReader.read(body, type -> config.etagIsMd5(), false));
    }
}
