package io.ossimport.testkit.cloud;

/** The one access key that a stand-in knows at the moment. Safe for many threads. */
final class AccessKey {

    private record Pair(String id, String secret) {}

    private volatile Pair pair;

    AccessKey(CloudOptions options) {
        this.pair = new Pair(options.accessKeyId(), options.secretKey());
    }

    String id() {
        return pair.id();
    }

    String secret() {
        return pair.secret();
    }

    void replace(String id, String secret) {
        pair = new Pair(id, secret);
    }
}
