package io.ossimport.connectors.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.ByteRange;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectMetadata;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.ReadRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.wire.HttpWire;
import io.ossimport.wire.WireRequest;
import io.ossimport.wire.WireResponse;
import io.ossimport.wire.store.Etags;
import io.ossimport.wire.store.HttpDate;
import io.ossimport.wire.store.PinnedRead;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads and describes what URLs lead to. */
final class HttpReads {

    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes [^/]*/([0-9]{1,18})");
    private static final Pattern LENGTH = Pattern.compile("[0-9]{1,18}");
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,5}");

    /**
     * How far a store's clock may be from ours before it refuses our signatures:
     * https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html, RequestTimeTooSkewed.
     */
    private static final Duration MOST_SKEW = Duration.ofMinutes(15);

    private final HttpWire wire;

    HttpReads(HttpWire wire) {
        this.wire = wire;
    }

    CompletionStage<ObjectRead> read(ReadRequest request) {
        ListedObject version = request.version();
        HttpHeaders headers = WireRequest.newHeaders();
        if (version.etag().isEmpty()) {
            Instant modified = Instant.ofEpochMilli(version.lastModifiedMillis());
            headers.set(HttpHeaderNames.IF_UNMODIFIED_SINCE, HttpDate.format(modified));
        } else {
            headers.set(HttpHeaderNames.IF_MATCH, '"' + version.etag() + '"');
        }
        ByteRange range = request.range();
        if (range != null) {
            headers.set(HttpHeaderNames.RANGE, PinnedRead.rangeHeader(range));
        }
        return send("get", version.key(), "GET", headers)
                .thenApply(response -> opened(request, response));
    }

    private static ObjectRead opened(ReadRequest request, WireResponse response) {
        Key key = request.version().key();
        ByteRange range = request.range();
        long size = size(response);
        String problem = null;
        if (response.status() != (range == null ? 200 : 206)) {
            problem = range == null ? "a part came unasked" : "the server gives no parts of it";
        } else if (size >= 0 && size != request.version().size()) {
            throw failure(response, Kind.CHANGED, "get", key, "it has another size by now");
        } else if (response.body().length() != request.length()) {
            problem = "the answer does not have the length that was asked for";
        }
        if (problem != null) {
            throw failure(response, Kind.UNSUPPORTED, "get", key, problem);
        }
        return described(
                version(key, request.version().size(), response.headers()),
                response,
                range == null,
                response.body());
    }

    /**
     * Describes it by a HEAD; where the server refuses that, as it must where only the GET of a URL
     * is signed, by the head of a GET of one byte.
     */
    CompletionStage<ObjectRead> head(Key key) {
        return send("head", key, "HEAD", WireRequest.newHeaders())
                .handle(
                        (response, error) -> {
                            if (error == null) {
                                return CompletableFuture.completedFuture(response);
                            }
                            StoreException failure = StoreException.from(error, "head", "");
                            boolean isRefused =
                                    failure.kind() == Kind.UNKNOWN
                                            || failure.kind() == Kind.PERMISSION_DENIED;
                            return isRefused
                                    ? firstByte(key)
                                    : CompletableFuture.<WireResponse>failedFuture(failure);
                        })
                .thenCompose(found -> found)
                .thenApply(response -> headed(key, response));
    }

    private CompletableFuture<WireResponse> firstByte(Key key) {
        HttpHeaders headers = WireRequest.newHeaders();
        headers.set(HttpHeaderNames.RANGE, "bytes=0-0");
        return send("head", key, "GET", headers).toCompletableFuture();
    }

    private static ObjectRead headed(Key key, WireResponse response) {
        response.body().discard();
        long size = size(response);
        if (size < 0) {
            throw failure(
                    response, Kind.UNSUPPORTED, "head", key, "the server does not say its size");
        }
        boolean isWhole = response.status() == 200;
        return described(version(key, size, response.headers()), response, isWhole, Body.empty());
    }

    /** Fails for every answer that is not 200 or 206, or 416 of an empty object. */
    private CompletionStage<WireResponse> send(
            String operation, Key key, String method, HttpHeaders headers) {
        Url url = Url.parse(key);
        if (url == null) {
            return CompletableFuture.failedFuture(
                    StoreException.of(Kind.INVALID_KEY, operation, Url.shown(key))
                            .detail("it is no URL of http or https without a user's name")
                            .build());
        }
        WireRequest request = new WireRequest(url.endpoint(), method, url.target(), headers, null);
        return wire.send(request)
                .handle(
                        (response, error) -> {
                            if (error != null) {
                                throw new CompletionException(ofOneHost(error, operation, key));
                            }
                            boolean isEmpty = response.status() == 416 && size(response) == 0;
                            if (response.status() != 200 && response.status() != 206 && !isEmpty) {
                                Kind kind = HttpErrors.kind(response.status());
                                String detail = HttpErrors.detail(response.status());
                                throw failure(response, kind, operation, key, detail);
                            }
                            return response;
                        });
    }

    // Other URLs are of other hosts.
    private static StoreException ofOneHost(Throwable error, String operation, Key key) {
        StoreException failure = StoreException.from(error, operation, Url.shown(key));
        return failure.kind() == Kind.UNREACHABLE
                ? StoreException.of(Kind.UNAVAILABLE, operation, Url.shown(key))
                        .detail("no connection can be made")
                        .cause(failure)
                        .build()
                : failure;
    }

    private static CompletionException failure(
            WireResponse response, Kind kind, String operation, Key key, String detail) {
        response.body().discard();
        StoreException.Builder failure =
                StoreException.of(kind, operation, Url.shown(key))
                        .status(response.status())
                        .detail(detail);
        String wait = response.headers().get(HttpHeaderNames.RETRY_AFTER, "");
        if (SECONDS.matcher(wait).matches()) {
            failure.retryAfter(Duration.ofSeconds(Long.parseLong(wait)));
        }
        return new CompletionException(failure.build());
    }

    /** The size of the whole, or -1 where the answer does not say it. */
    private static long size(WireResponse response) {
        if (response.status() == 200) {
            String length = response.headers().get(HttpHeaderNames.CONTENT_LENGTH, "");
            return LENGTH.matcher(length).matches() ? Long.parseLong(length) : -1;
        }
        Matcher range =
                CONTENT_RANGE.matcher(response.headers().get(HttpHeaderNames.CONTENT_RANGE, ""));
        return range.matches() ? Long.parseLong(range.group(1)) : -1;
    }

    // Without a time it counts as newer than whatever a destination has by now, so that nothing is
    // left as it is for its time.
    private static ListedObject version(Key key, long size, HttpHeaders headers) {
        Instant modified = HttpDate.parse(headers.get(HttpHeaderNames.LAST_MODIFIED));
        String etag = headers.get(HttpHeaderNames.ETAG, "");
        boolean isStrong = etag.startsWith("\"");
        return new ListedObject(
                key,
                size,
                (modified == null ? Instant.now().plus(MOST_SKEW) : modified).toEpochMilli(),
                isStrong ? Etags.unquoted(etag) : "",
                Checksum.NONE,
                "",
                ListedObject.Kind.OBJECT);
    }

    private static ObjectRead described(
            ListedObject version, WireResponse response, boolean isWhole, Body body) {
        HttpHeaders headers = response.headers();
        Map<String, String> standard = new HashMap<>();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (ObjectMetadata.STANDARD.contains(name)) {
                standard.merge(name, header.getValue(), (one, other) -> one + "," + other);
            }
        }
        return new ObjectRead(
                version,
                new ObjectMetadata(standard, Map.of(), 0),
                checksums(headers, isWhole),
                body,
                headers.get("x-request-id", ""));
    }

    // The CRC-64 is that of the object, as OSS and COS send it; Content-MD5 that of the answer.
    private static List<Checksum> checksums(HttpHeaders headers, boolean isWhole) {
        List<Checksum> found = new ArrayList<>();
        for (String name : List.of("x-oss-hash-crc64ecma", "x-cos-hash-crc64ecma")) {
            add(
                    headers.get(name),
                    text -> Checksum.ofUnsignedDecimal(ChecksumAlgorithm.CRC64_XZ, text),
                    found);
        }
        if (isWhole) {
            add(
                    headers.get("content-md5"),
                    text -> Checksum.ofBase64(ChecksumAlgorithm.MD5, text),
                    found);
        }
        return found;
    }

    private interface Reading {
        Checksum of(String text);
    }

    private static void add(@Nullable String text, Reading reading, List<Checksum> found) {
        if (text == null) {
            return;
        }
        try {
            found.add(reading.of(text));
        } catch (IllegalArgumentException e) {
            // a header of another meaning
        }
    }
}
