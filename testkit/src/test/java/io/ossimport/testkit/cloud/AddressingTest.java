package io.ossimport.testkit.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which bucket and which key a request means. */
class AddressingTest {

    private final FakeS3 cloud = FakeS3.start();

    @BeforeEach
    void fill() {
        FakeBucket bucket = cloud.createBucket("photos");
        bucket.makePublic();
        for (String key : OddKeys.ALL) {
            bucket.put(key, key.getBytes(UTF_8));
        }
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private String get(String host, String target) throws IOException {
        return RawHttp.send(
                        cloud.endpoint(),
                        "GET "
                                + target
                                + " HTTP/1.1\r\nHost: "
                                + host
                                + "\r\nConnection: close\r\n\r\n")
                .body();
    }

    @Test
    void theBucketIsInTheHostOrInThePath() throws IOException {
        assertThat(get("127.0.0.1:80", "/photos/a")).isEqualTo("a");
        assertThat(get("localhost", "/photos/a")).isEqualTo("a");
        assertThat(get("photos.localhost:80", "/a")).isEqualTo("a");
        assertThat(get("photos.s3.localhost", "/a")).isEqualTo("a");
        assertThat(get("photos.s3.eu-west-1.amazonaws.com", "/a")).isEqualTo("a");
    }

    @Test
    void aPathIsDecodedOnceAndNotCleaned() throws IOException {
        assertThat(get("localhost", "/photos/../x")).isEqualTo("../x");
        assertThat(get("localhost", "/photos/dot/../w")).isEqualTo("dot/../w");
        assertThat(get("localhost", "/photos/x//y")).isEqualTo("x//y");
        assertThat(get("localhost", "/photos/x%2F/y")).isEqualTo("x//y");
        assertThat(get("localhost", "/photos/%252F")).isEqualTo("%2F");
        assertThat(get("localhost", "/photos/plus+sign")).isEqualTo("plus+sign");
        assertThat(get("localhost", "/photos/%zz")).contains("<Code>InvalidURI</Code>");
    }

    @Test
    void whatIsNotSignedIsRefusedUnlessTheBucketIsPublic() throws IOException {
        cloud.createBucket("private").put("a", new byte[1]);
        assertThat(get("localhost", "/private/a")).contains("<Code>AccessDenied</Code>");
        assertThat(
                        RawHttp.send(
                                        cloud.endpoint(),
                                        "PUT /photos/new HTTP/1.1\r\nHost: localhost\r\n"
                                                + "Content-Length: 1\r\nConnection: close\r\n\r\nx")
                                .status())
                .isEqualTo(403);
    }
}
