package io.ossimport.testkit.cloud;

import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.store.Key;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads and writes of whole objects. Safe for many threads. */
final class ObjectCalls {

    private final Vendor vendor;
    private final SpoolFolder folder;
    private final boolean discard;

    ObjectCalls(Vendor vendor, SpoolFolder folder, boolean discard) {
        this.vendor = vendor;
        this.folder = folder;
        this.discard = discard;
    }

    /** GetObject and HeadObject. */
    Reply read(Call call) throws CloudError {
        CloudRequest request = call.request();
        FakeObject object = call.bucket().objects(request.key());
        if (object == null) {
            throw CloudError.noSuchKey(request.key().toString());
        }
        if (object.linkTarget() != null) {
            FakeObject target = call.bucket().objects(object.linkTarget());
            if (target == null) {
                throw new CloudError(
                        404, "SymlinkTargetNotExist", "The symlink target object does not exist.");
            }
            object = object.followedTo(target);
        }
        boolean head = request.method().equals("HEAD");
        String match = request.header("if-match");
        if (!match.isEmpty() && !names(match, object)) {
            throw CloudError.preconditionFailed("If-Match");
        }
        String noneMatch = request.header("if-none-match");
        if (!noneMatch.isEmpty() && names(noneMatch, object)) {
            return Reply.empty(304);
        }
        if (!head) {
            vendor.checkReadable(object);
            if (object.content() instanceof ForgottenContent) {
                throw new CloudError(500, "InternalError", "The content was not kept.");
            }
        }
        long size = object.size();
        long[] range =
                call.fault(Fault.IgnoreRange.class) == null ? vendor.range(request, size) : null;
        Reply reply =
                range == null
                        ? Reply.of(200, object.content(), 0, size)
                        : Reply.of(206, object.content(), range[0], range[1] - range[0] + 1);
        vendor.readHeaders(reply.headers(), object, request, range != null);
        reply.headers().set("ETag", "\"" + object.etag() + "\"");
        reply.headers().set("Last-Modified", Dates.http(object.lastModifiedMillis()));
        reply.headers().set("Accept-Ranges", "bytes");
        if (range != null) {
            reply.headers().set("Content-Range", "bytes " + range[0] + "-" + range[1] + "/" + size);
        }
        return reply;
    }

    private static boolean names(String condition, FakeObject object) {
        for (String etag : condition.split(",", -1)) {
            String bare = etag.trim().replace("\"", "");
            if (bare.equals("*") || bare.equals(object.etag())) {
                return true;
            }
        }
        return false;
    }

    Exchange put(Call call) throws CloudError {
        CloudRequest request = call.request();
        vendor.checkKey(request.key());
        Map<String, String> kept = vendor.keptHeaders(request);
        boolean onlyIfAbsent = vendor.onlyIfAbsent(request);
        if (onlyIfAbsent && call.bucket().objects(request.key()) != null) {
            throw vendor.keyIsTaken(request.key());
        }
        return new WriteExchange(
                call,
                vendor,
                null,
                folder,
                discard,
                (content, stored) -> {
                    FakeObject object =
                            new FakeObject(
                                    request.key(),
                                    content,
                                    kept,
                                    call.nowMillis(),
                                    0,
                                    etag(content),
                                    stored);
                    store(call.bucket(), object, onlyIfAbsent);
                    Reply reply = Reply.empty(200);
                    reply.headers().set("ETag", "\"" + object.etag() + "\"");
                    vendor.writtenHeaders(reply.headers(), content, stored);
                    return reply;
                });
    }

    /** The MD5, or where none was computed something that is none. */
    private @Nullable String etag(Content content) {
        if (content instanceof ForgottenContent forgotten
                && !vendor.headerPrefix().equals("x-amz-")) {
            return vendor.etag(forgotten.mark()) + "-1";
        }
        String hex = content.checksum(ChecksumAlgorithm.MD5).hex();
        String etag = vendor.etag(hex);
        // An object without an ETag of its own has the MD5's digits.
        return etag.equals(hex) ? null : etag;
    }

    /** Stores the object under the condition that its request set. */
    void store(FakeBucket bucket, FakeObject object, boolean onlyIfAbsent) throws CloudError {
        if (bucket.readOnly()) {
            throw new CloudError(403, "AccessDenied", "The bucket is generated.");
        }
        if (!onlyIfAbsent) {
            bucket.store(object);
        } else if (!bucket.storeIfAbsent(object)) {
            throw vendor.keyIsTaken(object.key());
        }
    }

    Reply delete(Call call) {
        Key key = call.request().key();
        call.bucket().remove(key);
        return Reply.empty(204);
    }
}
