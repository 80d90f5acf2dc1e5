package io.ossimport.testkit.cloud;

import io.ossimport.testkit.leak.Canary;
import java.time.Duration;

/**
 * How a stand-in cloud behaves. Begin with {@link #DEFAULT} and change what matters.
 *
 * @param tls whether it speaks TLS, with a certificate made at its start
 * @param port the port on 127.0.0.1, or 0 for any free one
 * @param region the region it claims to be, also in signatures
 * @param accessKeyId the one access key it knows
 * @param secretKey the secret of that key
 * @param securityToken the session token that must come with each request, or empty for none
 * @param maxPageSize the most keys, or open uploads, it puts on one page of a listing, 1 to 1000
 * @param latency waits this long before each answer
 * @param clockOffset how far its clock runs ahead of ours; negative for behind
 * @param discardBodies keeps only size and checksums of what is written, for benchmarks; such an
 *     object cannot be read back, and on OSS its ETag is not an MD5
 * @param checksums whether S3 computes, keeps and returns checksums; false acts like an older
 *     S3-compatible store
 * @param awsChunked whether S3 takes {@code aws-chunked} bodies; false answers 501, as older
 *     S3-compatible stores do
 * @param countsOnly keeps only counts of requests, not the requests themselves
 * @param eventLoops threads that serve connections, at least 1
 */
public record CloudOptions(
        boolean tls,
        int port,
        String region,
        String accessKeyId,
        String secretKey,
        String securityToken,
        int maxPageSize,
        Duration latency,
        Duration clockOffset,
        boolean discardBodies,
        boolean checksums,
        boolean awsChunked,
        boolean countsOnly,
        int eventLoops) {

    /** Plain HTTP on a free port, full pages, no delay, everything kept and recorded. */
    public static final CloudOptions DEFAULT =
            new CloudOptions(
                    false,
                    0,
                    "",
                    "testkit-access-key",
                    Canary.secret("TestkitSecret"),
                    "",
                    1000,
                    Duration.ZERO,
                    Duration.ZERO,
                    false,
                    true,
                    true,
                    false,
                    1);

    public CloudOptions {
        if (maxPageSize < 1 || maxPageSize > 1000) {
            throw new IllegalArgumentException("page size is not within 1 to 1000: " + maxPageSize);
        }
        if (eventLoops < 1) {
            throw new IllegalArgumentException("event loops: " + eventLoops);
        }
    }

    /** Speaks TLS. */
    public CloudOptions withTls() {
        return new CloudOptions(
                true,
                port,
                region,
                accessKeyId,
                secretKey,
                securityToken,
                maxPageSize,
                latency,
                clockOffset,
                discardBodies,
                checksums,
                awsChunked,
                countsOnly,
                eventLoops);
    }

    /** Listens on this port. */
    public CloudOptions withPort(int port) {
        return new CloudOptions(
                tls,
                port,
                region,
                accessKeyId,
                secretKey,
                securityToken,
                maxPageSize,
                latency,
                clockOffset,
                discardBodies,
                checksums,
                awsChunked,
                countsOnly,
                eventLoops);
    }

    /** Claims to be this region. */
    public CloudOptions withRegion(String region) {
        return new CloudOptions(
                tls,
                port,
                region,
                accessKeyId,
                secretKey,
                securityToken,
                maxPageSize,
                latency,
                clockOffset,
                discardBodies,
                checksums,
                awsChunked,
                countsOnly,
                eventLoops);
    }

    /** Knows this key and no other; an empty token means that none is needed. */
    public CloudOptions withCredentials(
            String accessKeyId, String secretKey, String securityToken) {
        return new CloudOptions(
                tls,
                port,
                region,
                accessKeyId,
                secretKey,
                securityToken,
                maxPageSize,
                latency,
                clockOffset,
                discardBodies,
                checksums,
                awsChunked,
                countsOnly,
                eventLoops);
    }

    /** Puts at most this many keys on a page. */
    public CloudOptions withMaxPageSize(int maxPageSize) {
        return new CloudOptions(
                tls,
                port,
                region,
                accessKeyId,
                secretKey,
                securityToken,
                maxPageSize,
                latency,
                clockOffset,
                discardBodies,
                checksums,
                awsChunked,
                countsOnly,
                eventLoops);
    }

    /** Waits before each answer. */
    public CloudOptions withLatency(Duration latency) {
        return new CloudOptions(
                tls,
                port,
                region,
                accessKeyId,
                secretKey,
                securityToken,
                maxPageSize,
                latency,
                clockOffset,
                discardBodies,
                checksums,
                awsChunked,
                countsOnly,
                eventLoops);
    }

    /** Has a clock that runs ahead of ours. */
    public CloudOptions withClockOffset(Duration clockOffset) {
        return new CloudOptions(
                tls,
                port,
                region,
                accessKeyId,
                secretKey,
                securityToken,
                maxPageSize,
                latency,
                clockOffset,
                discardBodies,
                checksums,
                awsChunked,
                countsOnly,
                eventLoops);
    }

    /** Keeps only size and checksums of what is written. */
    public CloudOptions withDiscardedBodies() {
        return new CloudOptions(
                tls,
                port,
                region,
                accessKeyId,
                secretKey,
                securityToken,
                maxPageSize,
                latency,
                clockOffset,
                true,
                checksums,
                awsChunked,
                countsOnly,
                eventLoops);
    }

    /** Keeps and returns no checksums. */
    public CloudOptions withoutChecksums() {
        return new CloudOptions(
                tls,
                port,
                region,
                accessKeyId,
                secretKey,
                securityToken,
                maxPageSize,
                latency,
                clockOffset,
                discardBodies,
                false,
                awsChunked,
                countsOnly,
                eventLoops);
    }

    /** Refuses {@code aws-chunked} bodies. */
    public CloudOptions withoutAwsChunked() {
        return new CloudOptions(
                tls,
                port,
                region,
                accessKeyId,
                secretKey,
                securityToken,
                maxPageSize,
                latency,
                clockOffset,
                discardBodies,
                checksums,
                false,
                countsOnly,
                eventLoops);
    }

    /** Keeps only counts of requests. */
    public CloudOptions withCountsOnly() {
        return new CloudOptions(
                tls,
                port,
                region,
                accessKeyId,
                secretKey,
                securityToken,
                maxPageSize,
                latency,
                clockOffset,
                discardBodies,
                checksums,
                awsChunked,
                true,
                eventLoops);
    }

    /** Serves connections with this many threads. */
    public CloudOptions withEventLoops(int eventLoops) {
        return new CloudOptions(
                tls,
                port,
                region,
                accessKeyId,
                secretKey,
                securityToken,
                maxPageSize,
                latency,
                clockOffset,
                discardBodies,
                checksums,
                awsChunked,
                countsOnly,
                eventLoops);
    }
}
