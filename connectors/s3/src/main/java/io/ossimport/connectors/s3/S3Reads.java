package io.ossimport.connectors.s3;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.ByteRange;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectMetadata;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Reads objects and their descriptions. */
final class S3Reads {

    static final MetadataHeaders METADATA = new MetadataHeaders("x-amz-meta-");

    private final S3StoreConfig config;
    private final SignedClient client;

    S3Reads(S3StoreConfig config, SignedClient client) {
        this.config = config;
        this.client = client;
    }

    CompletionStage<ObjectRead> read(ReadRequest request) {
        HttpHeaders headers = headers();
        ListedObject version = request.version();
        if (!version.etag().isEmpty()) {
            headers.set(HttpHeaderNames.IF_MATCH, '"' + version.etag() + '"');
        }
        ByteRange range = request.range();
        if (range != null) {
            headers.set(HttpHeaderNames.RANGE, PinnedRead.rangeHeader(range));
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
                        headers.get("x-amz-storage-class", listed.storageClass()),
                        listed.kind());
        return CompletableFuture.completedFuture(described(version, headers, response.body()));
    }

    CompletionStage<ObjectRead> head(Key key) {
        StoreCall call = StoreCall.of("head", "HEAD", key, new Query(), headers());
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
                                            described(version, reply.headers(), Body.empty()));
                        });
    }

    private HttpHeaders headers() {
        HttpHeaders headers = WireRequest.newHeaders();
        headers.set(HttpHeaderNames.ACCEPT_ENCODING, "identity");
        headers.set("x-amz-checksum-mode", "ENABLED");
        if (config.requesterPays()) {
            headers.set("x-amz-request-payer", "requester");
        }
        return headers;
    }

    private static @org.jspecify.annotations.Nullable ListedObject version(
            Key key, HttpHeaders headers) {
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
                headers.get("x-amz-storage-class", "STANDARD"),
                ListedObject.Kind.OBJECT);
    }

    private ObjectRead described(ListedObject version, HttpHeaders headers, Body body) {
        ObjectMetadata metadata = METADATA.read(headers, headers.getInt("x-amz-missing-meta", 0));
        return new ObjectRead(
                version,
                metadata,
                S3Checksums.read(headers, config.etagIsMd5()),
                body,
                headers.get("x-amz-request-id", ""));
    }
}
