package io.ossimport.connectors.oss;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.KeyProblem;
import io.ossimport.core.store.PutRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.core.store.Upload;
import io.ossimport.core.store.UploadedPart;
import io.ossimport.core.store.Written;
import io.ossimport.wire.WireReply;
import io.ossimport.wire.WireRequest;
import io.ossimport.wire.store.EmptyUploads;
import io.ossimport.wire.store.Etags;
import io.ossimport.wire.store.MultipartXml;
import io.ossimport.wire.store.Query;
import io.ossimport.wire.store.SignedClient;
import io.ossimport.wire.store.StoreCall;
import io.ossimport.wire.xml.BadXmlException;
import io.ossimport.wire.xml.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Writes objects, in one piece or in parts. */
final class OssUpload {

    private static final int MAX_ANSWER = 1024 * 1024;

    private final SignedClient client;

    OssUpload(SignedClient client) {
        this.client = client;
    }

    CompletionStage<Written> put(PutRequest request, Body body) {
        HttpHeaders headers = WireRequest.newHeaders();
        StoreCall call = StoreCall.of("put", "PUT", request.key(), new Query(), headers);
        try {
            describe(request, headers, call);
            // OSS would store the first Content-Length bytes of a longer body and call it a
            // success.
            if (body.length() != request.length()) {
                throw client.error(Kind.CONTENT_INCOMPLETE, call)
                        .detail(
                                "the body has "
                                        + body.length()
                                        + " of "
                                        + request.length()
                                        + " bytes")
                        .build();
            }
        } catch (StoreException e) {
            body.discard();
            return CompletableFuture.failedFuture(e);
        }
        return sent(call.withStream(body));
    }

    CompletionStage<Upload> openUpload(PutRequest request) {
        HttpHeaders headers = WireRequest.newHeaders();
        StoreCall call =
                StoreCall.of("open", "POST", request.key(), new Query().with("uploads"), headers);
        try {
            describe(request, headers, call);
        } catch (StoreException e) {
            return CompletableFuture.failedFuture(e);
        }
        return client.exchange(call, MAX_ANSWER)
                .thenCompose(
                        reply -> {
                            try {
                                String id = MultipartXml.uploadId(reply.body());
                                return CompletableFuture.completedFuture(
                                        new Upload(request.key(), id));
                            } catch (BadXmlException e) {
                                return CompletableFuture.failedFuture(badAnswer(call, reply, e));
                            }
                        });
    }

    CompletionStage<Written> writePart(Upload upload, int number, Body body) {
        Query query =
                new Query()
                        .with("partNumber", Integer.toString(number))
                        .with("uploadId", upload.uploadId());
        return sent(
                StoreCall.of("part", "PUT", upload.key(), query, WireRequest.newHeaders())
                        .withStream(body));
    }

    CompletionStage<Written> completeUpload(
            Upload upload, List<UploadedPart> parts, Checksum whole) {
        HttpHeaders headers = WireRequest.newHeaders();
        headers.set(HttpHeaderNames.CONTENT_TYPE, "application/xml");
        Query query = new Query().with("uploadId", upload.uploadId());
        StoreCall call =
                StoreCall.of("complete", "POST", upload.key(), query, headers)
                        .withContent(MultipartXml.complete(parts));
        return client.exchange(call, MAX_ANSWER)
                .thenCompose(reply -> completed(call, reply, whole));
    }

    private CompletionStage<Written> completed(StoreCall call, WireReply reply, Checksum whole) {
        try {
            if (MultipartXml.isError(reply.body())) {
                return CompletableFuture.failedFuture(client.errorWithin(call, reply));
            }
            XmlElement answer = MultipartXml.completed(reply.body());
            List<Checksum> checksums = OssChecksums.read(reply.headers());
            for (Checksum checksum : checksums) {
                if (checksum.algorithm() == whole.algorithm() && !checksum.equals(whole)) {
                    return CompletableFuture.failedFuture(
                            client.error(Kind.CHECKSUM_MISMATCH, call)
                                    .status(reply.status())
                                    .requestId(requestId(reply))
                                    .detail("sent " + whole + " and the store has " + checksum)
                                    .build());
                }
            }
            return CompletableFuture.completedFuture(
                    new Written(Etags.unquoted(answer.text("ETag")), checksums, requestId(reply)));
        } catch (BadXmlException e) {
            return CompletableFuture.failedFuture(badAnswer(call, reply, e));
        }
    }

    CompletionStage<Void> abortUpload(Upload upload) {
        Query query = new Query().with("uploadId", upload.uploadId());
        StoreCall call =
                StoreCall.of("abort", "DELETE", upload.key(), query, WireRequest.newHeaders());
        return client.exchange(call, MAX_ANSWER)
                .handle(
                        (reply, failure) ->
                                failure == null || SignedClient.isNoSuchUpload(failure)
                                        ? CompletableFuture.<Void>completedFuture(null)
                                        : CompletableFuture.<Void>failedFuture(failure))
                .thenCompose(done -> done);
    }

    CompletionStage<List<Upload>> emptyUploads(Key key, long fromMillis, long toMillis) {
        return new EmptyUploads(client, WireRequest::newHeaders).find(key, fromMillis, toMillis);
    }

    private CompletionStage<Written> sent(StoreCall call) {
        return client.exchange(call, MAX_ANSWER)
                .thenCompose(
                        reply -> {
                            String etag = Etags.unquoted(reply.headers().get(HttpHeaderNames.ETAG));
                            return reply.status() == 200 && !etag.isEmpty()
                                    ? CompletableFuture.completedFuture(
                                            new Written(
                                                    etag,
                                                    OssChecksums.read(reply.headers()),
                                                    requestId(reply)))
                                    : CompletableFuture.failedFuture(
                                            client.error(Kind.BAD_ANSWER, call)
                                                    .status(reply.status())
                                                    .detail("an answer without an ETag")
                                                    .build());
                        });
    }

    // Versioned buckets ignore x-oss-forbid-overwrite.
    // https://www.alibabacloud.com/help/en/oss/developer-reference/putobject
    private void describe(PutRequest request, HttpHeaders headers, StoreCall call)
            throws StoreException {
        Optional<KeyProblem> problem = OssKeys.problemWith(request.key());
        if (problem.isPresent()) {
            throw client.error(Kind.INVALID_KEY, call).detail(problem.get().message()).build();
        }
        for (String metadata : request.metadata().user().keySet()) {
            if (!OssStore.METADATA_RULES.accepts(metadata)) {
                throw client.error(Kind.INVALID_METADATA, call)
                        .detail("OSS takes letters, digits and - in names of metadata: " + metadata)
                        .build();
            }
        }
        OssReads.METADATA.write(
                request.metadata(), headers, () -> client.error(Kind.INVALID_METADATA, call));
        if (request.ifAbsent()) {
            headers.set("x-oss-forbid-overwrite", "true");
        }
    }

    private static String requestId(WireReply reply) {
        return reply.headers().get("x-oss-request-id", "");
    }

    private StoreException badAnswer(StoreCall call, WireReply reply, BadXmlException e) {
        return client.error(Kind.BAD_ANSWER, call)
                .status(reply.status())
                .requestId(requestId(reply))
                .detail("the answer is malformed: " + e.getMessage())
                .cause(e)
                .build();
    }
}
