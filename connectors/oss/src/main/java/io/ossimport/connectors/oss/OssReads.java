package io.ossimport.connectors.oss;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.ByteRange;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.ReadRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.wire.WireRequest;
import io.ossimport.wire.WireResponse;
import io.ossimport.wire.store.Etags;
import io.ossimport.wire.store.HttpDate;
import io.ossimport.wire.store.MetadataHeaders;
import io.ossimport.wire.store.PinnedRead;
import io.ossimport.wire.store.Query;
import io.ossimport.wire.store.SignedClient;
import io.ossimport.wire.store.StoreCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Reads objects and their descriptions. */
final class OssReads {

    static final MetadataHeaders METADATA = new MetadataHeaders("x-oss-meta-");

    private final SignedClient client;

    OssReads(SignedClient client) {
        this.client = client;
    }

    CompletionStage<ObjectRead> read(ReadRequest request) {
        HttpHeaders headers = WireRequest.newHeaders();
        // OSS compresses some types on the way when it is asked to.
        headers.set(HttpHeaderNames.ACCEPT_ENCODING, "identity");
        ListedObject version = request.version();
        if (!version.etag().isEmpty()) {
            headers.set(HttpHeaderNames.IF_MATCH, '"' + version.etag() + '"');
        }
        ByteRange range = request.range();
        if (range != null) {
            headers.set(HttpHeaderNames.RANGE, PinnedRead.rangeHeader(range));
            // Otherwise a range that cannot be is answered with 200 and the whole object.
            headers.set("x-oss-range-behavior", "standard");
        }
        StoreCall call = StoreCall.of("get", "GET", version.key(), new Query(), headers);
        return client.send(call).thenCompose(response -> opened(call, request, response));
    }

    private CompletionStage<ObjectRead> opened(
            StoreCall call, ReadRequest request, WireResponse response) {
        try {
            PinnedRead.check(client, call, request, response);
        } catch (StoreException e) {
            return CompletableFuture.failedFuture(e);
        }
        ListedObject listed = request.version();
        HttpHeaders headers = response.headers();
        ListedObject version =
                new ListedObject(
                        listed.key(),
                        listed.size(),
                        listed.lastModifiedMillis(),
                        Etags.unquoted(headers.get(HttpHeaderNames.ETAG)),
                        listed.checksum(),
                        headers.get("x-oss-storage-class", listed.storageClass()),
                        listed.kind());
        return CompletableFuture.completedFuture(described(version, headers, response.body()));
    }

    CompletionStage<ObjectRead> head(Key key) {
        StoreCall call = StoreCall.of("head", "HEAD", key, new Query(), WireRequest.newHeaders());
        return client.exchange(call, 0)
                .thenCompose(
                        reply -> {
                            ListedObject version = version(key, reply.headers());
                            return version == null
                                    ? CompletableFuture.failedFuture(
                                            client.error(Kind.BAD_ANSWER, call)
                                                    .status(reply.status())
                                                    .detail("an answer without size or time")
                                                    .build())
                                    : CompletableFuture.completedFuture(
                                            withMd5(
                                                    described(
                                                            version, reply.headers(), Body.empty()),
                                                    reply.headers()));
                        });
    }

    // As in listings, the ETag of what was put in one piece is its MD5.
    private static ObjectRead withMd5(ObjectRead described, HttpHeaders headers) {
        Checksum md5 = Etags.md5(described.version().etag());
        if (md5.isNone() || !headers.get("x-oss-object-type", "").equals("Normal")) {
            return described;
        }
        List<Checksum> all = new ArrayList<>(described.checksums());
        all.add(md5);
        return new ObjectRead(
                described.version(),
                described.metadata(),
                all,
                described.body(),
                described.requestId());
    }

    private static @Nullable ListedObject version(Key key, HttpHeaders headers) {
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH, "");
        Instant modified = HttpDate.parse(headers.get(HttpHeaderNames.LAST_MODIFIED));
        if (!length.matches("\\d{1,18}") || modified == null) {
            return null;
        }
        return new ListedObject(
                key,
                Long.parseLong(length),
                modified.toEpochMilli(),
                Etags.unquoted(headers.get(HttpHeaderNames.ETAG)),
                Checksum.NONE,
                headers.get("x-oss-storage-class", ""),
                ListedObject.Kind.OBJECT);
    }

    // The checksum that comes with a symbolic link's target is the link's own:
    // help.aliyun.com/document_detail/31984.html
    private static boolean isLink(HttpHeaders headers) {
        return headers.get("x-oss-object-type", "").equals("Symlink");
    }

    private static ObjectRead described(ListedObject version, HttpHeaders headers, Body body) {
        return new ObjectRead(
                version,
                METADATA.read(headers, 0),
                isLink(headers) ? List.of() : OssChecksums.read(headers),
                body,
                headers.get("x-oss-request-id", ""));
    }
}
