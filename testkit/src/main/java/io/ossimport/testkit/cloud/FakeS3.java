package io.ossimport.testkit.cloud;

import java.util.concurrent.ConcurrentSkipListMap;

/** A stand-in for S3 on 127.0.0.1. Safe for many threads. */
public final class FakeS3 implements AutoCloseable {

    private final CloudOptions options;
    private final String endpoint = "";
    private final RequestLog requests;
    private final FaultScript faults = new FaultScript();
    private final ConcurrentSkipListMap<String, FakeBucket> buckets = new ConcurrentSkipListMap<>();

    private FakeS3(CloudOptions options) {
        this.options = options;
        this.requests = new RequestLog(options.countsOnly());
    }

    /** Starts with {@link CloudOptions#DEFAULT}. */
    public static FakeS3 start() {
        return start(CloudOptions.DEFAULT);
    }

    public static FakeS3 start(CloudOptions options) {
        return new FakeS3(options.region().isEmpty() ? options.withRegion("us-east-1") : options);
    }

    /** Scheme, host and port: {@code http://127.0.0.1:41234}. */
    public String endpoint() {
        if (endpoint.isEmpty()) {
            throw new UnsupportedOperationException("not built yet");
        }
        return endpoint;
    }

    /** The server's certificate in PEM; for a server that speaks TLS. */
    public String certificatePem() {
        if (endpoint.isEmpty()) {
            throw new UnsupportedOperationException("not built yet");
        }
        return endpoint;
    }

    public String region() {
        return options.region();
    }

    public String accessKeyId() {
        return options.accessKeyId();
    }

    public String secretKey() {
        return options.secretKey();
    }

    /** The session token that requests must carry, or empty. */
    public String securityToken() {
        return options.securityToken();
    }

    /** Makes a bucket, or gives the one that there is. */
    public FakeBucket createBucket(String name) {
        return buckets.computeIfAbsent(name, n -> new FakeBucket(n, options.region()));
    }

    /** The bucket of this name. */
    public FakeBucket bucket(String name) {
        FakeBucket bucket = buckets.get(name);
        if (bucket == null) {
            throw new IllegalArgumentException("no bucket " + name);
        }
        return bucket;
    }

    public RequestLog requests() {
        return requests;
    }

    public FaultScript faults() {
        return faults;
    }

    /** Ends the server; connections are closed. */
    @Override
    public void close() {}
}
