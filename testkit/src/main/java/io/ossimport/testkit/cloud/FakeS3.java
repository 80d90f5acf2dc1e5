package io.ossimport.testkit.cloud;

/**
 * A stand-in for S3 on 127.0.0.1. Buckets are named in the path, or in front of a host name such as
 * {@code photos.localhost}. Safe for many threads.
 */
public final class FakeS3 implements AutoCloseable {

    private final CloudOptions options;
    private final AccessKey accessKey;
    private final RequestLog requests;
    private final FaultScript faults = new FaultScript();
    private final CloudServer server;

    private FakeS3(CloudOptions options) {
        this.options = options;
        this.accessKey = new AccessKey(options);
        this.requests = new RequestLog(options.countsOnly());
        CloudService service = new CloudService(new S3Vendor(options, accessKey), options);
        this.server = new CloudServer(service, options, requests, faults);
    }

    /** Starts with {@link CloudOptions#DEFAULT}. */
    public static FakeS3 start() {
        return start(CloudOptions.DEFAULT);
    }

    /** Starts in region {@code us-east-1} unless the options name another. */
    public static FakeS3 start(CloudOptions options) {
        return new FakeS3(options.region().isEmpty() ? options.withRegion("us-east-1") : options);
    }

    /** Scheme, host and port: {@code http://127.0.0.1:41234}. */
    public String endpoint() {
        return server.endpoint();
    }

    /** The server's certificate in PEM; for a server that speaks TLS. */
    public String certificatePem() {
        return server.certificatePem();
    }

    public String region() {
        return options.region();
    }

    public String accessKeyId() {
        return accessKey.id();
    }

    public String secretKey() {
        return accessKey.secret();
    }

    /** From now on only this access key is known. */
    public void replaceAccessKey(String id, String secret) {
        accessKey.replace(id, secret);
    }

    /** The session token that requests must carry, or empty. */
    public String securityToken() {
        return options.securityToken();
    }

    /** Makes a bucket, or gives the one that there is. */
    public FakeBucket createBucket(String name) {
        return server.service().createBucket(name);
    }

    /** The bucket of this name. */
    public FakeBucket bucket(String name) {
        FakeBucket bucket = server.service().bucket(name);
        if (bucket == null) {
            throw new IllegalArgumentException("no bucket " + name);
        }
        return bucket;
    }

    /** What was asked so far. */
    public RequestLog requests() {
        return requests;
    }

    /** What goes wrong from now on. */
    public FaultScript faults() {
        return faults;
    }

    /** Ends the server and closes its connections. */
    @Override
    public void close() {
        server.close();
    }
}
