package io.ossimport.wire.store;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.ByteRange;
import io.ossimport.core.store.ReadRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.wire.WireResponse;
import org.jspecify.annotations.Nullable;

/**
 * Checks that the head of an answer promises exactly what was asked for: this version, these bytes.
 * Servers are known to answer a range with the whole object, and a condition with another version.
 */
public final class PinnedRead {

    private PinnedRead() {}

    /** The value of {@code Range}. */
    public static String rangeHeader(ByteRange range) {
        return "bytes=" + range.offset() + "-" + (range.end() - 1);
    }

    /**
     * Passes an answer that is right. Any other is discarded.
     *
     * @throws StoreException {@link Kind#CHANGED} for another version, {@link Kind#BAD_ANSWER} for
     *     other bytes
     */
    public static void check(
            SignedClient client, StoreCall call, ReadRequest request, WireResponse response)
            throws StoreException {
        Kind kind = Kind.BAD_ANSWER;
        String problem = versionProblem(request, response);
        if (problem != null && response.headers().contains(HttpHeaderNames.ETAG)) {
            kind = Kind.CHANGED;
        }
        if (problem == null) {
            problem = rangeProblem(request, response);
        }
        if (problem == null) {
            problem = lengthProblem(request, response);
        }
        if (problem != null) {
            response.body().discard();
            throw client.error(kind, call).status(response.status()).detail(problem).build();
        }
    }

    private static @Nullable String versionProblem(ReadRequest request, WireResponse response) {
        String wanted = request.version().etag();
        String etag = Etags.unquoted(response.headers().get(HttpHeaderNames.ETAG));
        return wanted.isEmpty() || wanted.equals(etag)
                ? null
                : "asked for version " + wanted + " and got " + (etag.isEmpty() ? "none" : etag);
    }

    private static @Nullable String rangeProblem(ReadRequest request, WireResponse response) {
        ByteRange range = request.range();
        int status = range == null ? 200 : 206;
        if (response.status() != status) {
            return "the status must be " + status;
        }
        String given = response.headers().get(HttpHeaderNames.CONTENT_RANGE);
        String right =
                range == null
                        ? "absent"
                        : rangeHeader(range).replace('=', ' ') + "/" + request.version().size();
        String found = given == null ? "absent" : given;
        if (!found.equals(right)) {
            return "Content-Range is " + found + " and must be " + right;
        }
        return null;
    }

    private static @Nullable String lengthProblem(ReadRequest request, WireResponse response) {
        long length = response.body().length();
        if (length == request.length()) {
            return null;
        }
        return length == Body.UNKNOWN_LENGTH
                ? "the answer does not say its length"
                : "Content-Length is " + length + " and must be " + request.length();
    }
}
