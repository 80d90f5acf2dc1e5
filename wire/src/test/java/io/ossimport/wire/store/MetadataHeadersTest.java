package io.ossimport.wire.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.store.ObjectMetadata;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataHeadersTest {

    private static final MetadataHeaders S3 = new MetadataHeaders("x-amz-meta-");

    @Test
    void namesComeInLowerCaseAndValuesVerbatim() {
        HttpHeaders headers = new DefaultHttpHeaders();
        headers.add("X-Amz-Meta-Color", "=?UTF-8?B?5Lit?=");
        headers.add("Content-Type", "text/plain; charset=UTF-8");
        headers.add("x-amz-request-id", "1");
        ObjectMetadata metadata = S3.read(headers, 2);
        assertThat(metadata.user()).isEqualTo(Map.of("color", "=?UTF-8?B?5Lit?="));
        assertThat(metadata.headers())
                .isEqualTo(Map.of("content-type", "text/plain; charset=UTF-8"));
        assertThat(metadata.missing()).isEqualTo(2);
    }

    @Test
    void theTransfersOwnEncodingIsNotTheObjects() {
        HttpHeaders headers = new DefaultHttpHeaders();
        headers.add("content-encoding", "aws-chunked,gzip");
        assertThat(S3.read(headers, 0).headers()).containsEntry("content-encoding", "gzip");
        headers.set("content-encoding", "aws-chunked");
        assertThat(S3.read(headers, 0).headers()).doesNotContainKey("content-encoding");
        headers.set("content-encoding", "gzip, br");
        assertThat(S3.read(headers, 0).headers()).containsEntry("content-encoding", "gzip, br");
    }

    @Test
    void aContentTypeIsAlwaysSent() throws Exception {
        HttpHeaders headers = new DefaultHttpHeaders();
        S3.write(ObjectMetadata.NONE, headers, MetadataHeadersTest::error);
        assertThat(headers.get("content-type")).isEqualTo("application/octet-stream");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nx-evil: 1", "a\nb", "a\u0000b", "a\u007fb", "中", " a", "a\t"})
    void whatNoHeaderCanCarryIsRefused(String value) {
        ObjectMetadata metadata = new ObjectMetadata(Map.of(), Map.of("k", value), 0);
        assertThatThrownBy(
                        () ->
                                S3.write(
                                        metadata,
                                        new DefaultHttpHeaders(),
                                        MetadataHeadersTest::error))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("INVALID_METADATA");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a:b", "a\nb", "ä"})
    void aNameThatNoHeaderCanHaveIsRefused(String name) {
        ObjectMetadata metadata = new ObjectMetadata(Map.of(), Map.of(name, "v"), 0);
        assertThatThrownBy(
                        () ->
                                S3.write(
                                        metadata,
                                        new DefaultHttpHeaders(),
                                        MetadataHeadersTest::error))
                .isInstanceOf(StoreException.class);
    }

    private static StoreException.Builder error() {
        return StoreException.of(Kind.INVALID_METADATA, "put", "s3://b/k");
    }
}
