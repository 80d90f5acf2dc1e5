package io.ossimport.connectors.s3;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
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
import io.ossimport.wire.store.HeldBody;
import io.ossimport.wire.store.MultipartXml;
import io.ossimport.wire.store.Query;
import io.ossimport.wire.store.SignedClient;
import io.ossimport.wire.store.StoreCall;
import io.ossimport.wire.xml.BadXmlException;
import io.ossimport.wire.xml.XmlElement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Writes objects, in one piece or in parts. */
final class S3Upload {

    private static final int MAX_ANSWER = 1024 * 1024;

    private final S3StoreConfig config;
    private final SignedClient client;

    S3Upload(S3StoreConfig config, SignedClient client) {
        this.config = config;
        this.client = client;
    }

    CompletionStage<Written> put(PutRequest request, Body body) {
        HttpHeaders headers = headers();
        StoreCall call = StoreCall.of("put", "PUT", request.key(), new Query(), headers);
        try {
            describe(request, headers, call);
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
        return write(call, body);
    }

    CompletionStage<Upload> openUpload(PutRequest request) {
        HttpHeaders headers = headers();
        StoreCall call =
                StoreCall.of("open", "POST", request.key(), new Query().with("uploads"), headers);
        try {
            describe(request, headers, call);
        } catch (StoreException e) {
            return CompletableFuture.failedFuture(e);
        }
        // S3 takes this condition for puts and for completing only, and refuses it here.
        headers.remove(HttpHeaderNames.IF_NONE_MATCH);
        if (config.writeChecksum() == ChecksumAlgorithm.CRC64_NVME) {
            headers.set("x-amz-checksum-algorithm", "CRC64NVME");
            headers.set("x-amz-checksum-type", "FULL_OBJECT");
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
        return write(StoreCall.of("part", "PUT", upload.key(), query, headers()), body);
    }

    CompletionStage<Written> completeUpload(
            Upload upload, List<UploadedPart> parts, Checksum whole) {
        HttpHeaders headers = headers();
        headers.set(HttpHeaderNames.CONTENT_TYPE, "application/xml");
        if (whole.algorithm() == ChecksumAlgorithm.CRC64_NVME
                && config.writeChecksum() == ChecksumAlgorithm.CRC64_NVME) {
            headers.set("x-amz-checksum-crc64nvme", S3Checksums.encode(whole));
            headers.set("x-amz-checksum-type", "FULL_OBJECT");
        }
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
            List<Checksum> checksums = new ArrayList<>();
            Checksum nvme =
                    S3Checksums.decode(
                            answer.text("ChecksumCRC64NVME"), ChecksumAlgorithm.CRC64_NVME);
            if (!nvme.isNone()) {
                checksums.add(nvme);
            }
            if (!nvme.isNone() && whole.algorithm() == nvme.algorithm() && !whole.equals(nvme)) {
                throw client.error(Kind.CHECKSUM_MISMATCH, call)
                        .status(reply.status())
                        .requestId(requestId(reply))
                        .detail("sent " + whole + " and the store has " + nvme)
                        .build();
            }
            return CompletableFuture.completedFuture(
                    new Written(Etags.unquoted(answer.text("ETag")), checksums, requestId(reply)));
        } catch (BadXmlException e) {
            return CompletableFuture.failedFuture(badAnswer(call, reply, e));
        } catch (StoreException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    CompletionStage<Void> abortUpload(Upload upload) {
        Query query = new Query().with("uploadId", upload.uploadId());
        StoreCall call = StoreCall.of("abort", "DELETE", upload.key(), query, headers());
        return client.exchange(call, MAX_ANSWER)
                .handle(
                        (reply, failure) -> {
                            if (failure == null || SignedClient.isNoSuchUpload(failure)) {
                                return CompletableFuture.<Void>completedFuture(null);
                            }
                            return CompletableFuture.<Void>failedFuture(failure);
                        })
                .thenCompose(done -> done);
    }

    CompletionStage<List<Upload>> emptyUploads(Key key, long fromMillis, long toMillis) {
        return new EmptyUploads(client, this::headers).find(key, fromMillis, toMillis);
    }

    private CompletionStage<Written> write(StoreCall call, Body body) {
        if (!config.holdBodies()) {
            return sent(call.withStream(body));
        }
        return HeldBody.use(
                body, kind -> client.error(kind, call), bytes -> sent(call.withContent(bytes)));
    }

    private CompletionStage<Written> sent(StoreCall call) {
        return client.exchange(call, MAX_ANSWER)
                .thenCompose(
                        reply -> {
                            String etag = Etags.unquoted(reply.headers().get(HttpHeaderNames.ETAG));
                            if (reply.status() != 200 || etag.isEmpty()) {
                                return CompletableFuture.failedFuture(
                                        client.error(Kind.BAD_ANSWER, call)
                                                .status(reply.status())
                                                .detail("an answer without an ETag")
                                                .build());
                            }
                            List<Checksum> checksums =
                                    S3Checksums.read(reply.headers(), config.etagIsMd5());
                            return CompletableFuture.completedFuture(
                                    new Written(etag, checksums, requestId(reply)));
                        });
    }

    private void describe(PutRequest request, HttpHeaders headers, StoreCall call)
            throws StoreException {
        Optional<KeyProblem> problem = S3Keys.problemWith(request.key());
        if (problem.isPresent()) {
            throw client.error(Kind.INVALID_KEY, call).detail(problem.get().message()).build();
        }
        S3Reads.METADATA.write(
                request.metadata(), headers, () -> client.error(Kind.INVALID_METADATA, call));
        if (request.ifAbsent()) {
            headers.set(HttpHeaderNames.IF_NONE_MATCH, "*");
        }
    }

    private HttpHeaders headers() {
        HttpHeaders headers = WireRequest.newHeaders();
        if (config.requesterPays()) {
            headers.set("x-amz-request-payer", "requester");
        }
        return headers;
    }

    private static String requestId(WireReply reply) {
        return reply.headers().get("x-amz-request-id", "");
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
