package io.ossimport.testkit.cloud;

import io.netty.buffer.ByteBuf;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import java.util.Base64;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Takes the body of an object or a part, checks it, and hands it to what stores it. */
final class WriteExchange implements Exchange {

    // "You can upload objects of up to 5 GB in a single operation": both services, also for parts
    private static final long MAX_BYTES = 5L << 30;

    /** What is done with a body that was found right. */
    interface Commit {
        Reply commit(Content content, @Nullable StoredChecksum checksum) throws CloudError;
    }

    private final Call call;
    private final Vendor vendor;
    private final Uploads.@Nullable Upload upload;
    private final Commit commit;
    private final BodySink sink;
    private long received;

    WriteExchange(
            Call call,
            Vendor vendor,
            Uploads.@Nullable Upload upload,
            SpoolFolder folder,
            boolean discard,
            Commit commit)
            throws CloudError {
        this.call = call;
        this.vendor = vendor;
        this.upload = upload;
        this.commit = commit;
        CloudRequest request = call.request();
        if (request.contentLength() < 0 && !request.hasHeader("transfer-encoding")) {
            throw new CloudError(
                    411,
                    "MissingContentLength",
                    "You must provide the Content-Length HTTP header.");
        }
        if (request.contentLength() > MAX_BYTES) {
            throw tooLarge();
        }
        Set<ChecksumAlgorithm> wanted = EnumSet.copyOf(vendor.bodyDigests(request, upload));
        if (call.payload().sha256() != null) {
            wanted.add(ChecksumAlgorithm.SHA256);
        }
        sink = new BodySink(wanted, folder, discard);
    }

    @Override
    public void body(ByteBuf piece) throws CloudError {
        for (Fault fault : call.faults()) {
            if (fault instanceof Fault.FlipSentBit flip) {
                Answering.flip(piece, flip.bit() - 8 * received);
            }
        }
        received += piece.readableBytes();
        AwsChunks chunks = call.payload().chunks();
        if (chunks != null) {
            chunks.read(piece, sink);
        } else {
            sink.write(piece);
        }
        if (sink.length() > MAX_BYTES) {
            throw tooLarge();
        }
    }

    private static CloudError tooLarge() {
        return new CloudError(
                        400,
                        "EntityTooLarge",
                        "Your proposed upload exceeds the maximum allowed object size.")
                .with("MaxSizeAllowed", Long.toString(MAX_BYTES));
    }

    @Override
    public Reply end() throws CloudError {
        CloudRequest request = call.request();
        AwsChunks chunks = call.payload().chunks();
        Map<String, String> trailers = chunks == null ? Map.of() : chunks.finish();
        Content content = sink.finish();
        String decoded = request.header("x-amz-decoded-content-length");
        if (chunks != null && !decoded.equals(Long.toString(content.length()))) {
            throw new CloudError(
                    400,
                    "IncompleteBody",
                    "You did not provide the number of bytes specified by the"
                            + " x-amz-decoded-content-length HTTP header.");
        }
        String sha256 = call.payload().sha256();
        if (sha256 != null && !content.checksum(ChecksumAlgorithm.SHA256).hex().equals(sha256)) {
            throw new CloudError(
                            400,
                            "XAmzContentSHA256Mismatch",
                            "The provided 'x-amz-content-sha256' header does not match what was"
                                    + " computed.")
                    .with("ClientComputedContentSHA256", sha256);
        }
        checkMd5(request, content);
        StoredChecksum checksum = vendor.checkBody(request, trailers, content, upload);
        return commit.commit(content, checksum);
    }

    // S3 says BadDigest for a body that does not match and InvalidDigest for a broken header; OSS
    // says InvalidDigest for both.
    private void checkMd5(CloudRequest request, Content content) throws CloudError {
        String given = request.header("content-md5");
        if (given.isEmpty()) {
            return;
        }
        byte[] digest;
        try {
            digest = Base64.getDecoder().decode(given);
        } catch (IllegalArgumentException e) {
            digest = new byte[0];
        }
        if (digest.length != 16) {
            throw new CloudError(
                    400, "InvalidDigest", "The Content-MD5 you specified is not valid.");
        }
        if (!HexFormat.of()
                .formatHex(digest)
                .equals(content.checksum(ChecksumAlgorithm.MD5).hex())) {
            String code = vendor.headerPrefix().equals("x-amz-") ? "BadDigest" : "InvalidDigest";
            throw new CloudError(
                    400, code, "The Content-MD5 you specified did not match what we received.");
        }
    }

    @Override
    public void cancel() {
        sink.close();
    }
}
