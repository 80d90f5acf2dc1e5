package io.ossimport.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.handler.codec.http.DefaultHttpHeadersFactory;
import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.StoreException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HeadWriterTest {

    private static final Endpoint ENDPOINT = Endpoint.parse("http://example.com:9000");

    @Test
    void headIsWhatTheCallerGaveAndThreeMore() throws Exception {
        HttpHeaders headers = headers().add("x-amz-meta-name", "gr\u00fc\u00df").add("range", "a");
        assertThat(lines(head("GET", headers, null)))
                .containsExactly(
                        "GET /a?b HTTP/1.1",
                        "x-amz-meta-name: gr\u00fc\u00df",
                        "range: a",
                        "host: example.com:9000",
                        "accept-encoding: identity",
                        "",
                        "");
    }

    @Test
    void whatTheCallerSetIsNotSetAgain() throws Exception {
        HttpHeaders headers =
                headers()
                        .add("Host", "bucket.example.com")
                        .add("Content-Length", "3")
                        .add("Accept-Encoding", "identity");
        assertThat(lines(head("PUT", headers, Body.of(ByteBuffer.allocate(3)))))
                .containsExactly(
                        "PUT /a?b HTTP/1.1",
                        "Host: bucket.example.com",
                        "Content-Length: 3",
                        "Accept-Encoding: identity",
                        "",
                        "");
    }

    @ParameterizedTest
    @CsvSource({"GET,false", "HEAD,false", "DELETE,false", "PUT,true", "POST,true"})
    void requestsThatMayHaveABodySayThatTheyHaveNone(String method, boolean says) throws Exception {
        assertThat(head(method, headers(), null).contains("content-length: 0")).isEqualTo(says);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\nx: y", "\0", "\u007f", "\u0001", "\u0100", "\u6771"})
    void noHeaderValueEndsItsLine(String inside) {
        assertThatThrownBy(
                        () -> head("GET", headers().add("x-amz-meta-k", "a" + inside + "b"), null))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> {
                            assertThat(e.kind()).isEqualTo(StoreException.Kind.INVALID_METADATA);
                            assertThat(e).hasMessageContaining("x-amz-meta-k");
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a:", "a\r\nb", "\u00fc", "a\0", "(a)"})
    void noHeaderNameEndsItself(String name) {
        assertThatThrownBy(() -> head("GET", headers().add(name, "v"), null))
                .isInstanceOfSatisfying(
                        StoreException.class,
                        e -> assertThat(e.kind()).isEqualTo(StoreException.Kind.INVALID_METADATA));
    }

    @Test
    void headHasALimit() {
        assertThatThrownBy(() -> head("GET", headers().add("k", "v".repeat(65_536)), null))
                .hasMessageContaining("64 KiB");
    }

    @ParameterizedTest
    @CsvSource({
        "expect,100-continue",
        "transfer-encoding,chunked",
        "accept-encoding,gzip",
        "content-length,4"
    })
    void whatIsNotTheCallersToSayIsRefused(String name, String value) {
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () ->
                                head(
                                        "PUT",
                                        headers().add(name, value),
                                        Body.of(ByteBuffer.allocate(3))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "/a b", "/a\r\nx", "/\u00fc", "/a\u007f", "http://x/"})
    void targetIsEncodedAlready(String target) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new WireRequest(ENDPOINT, "GET", target, headers(), null));
    }

    private static List<String> lines(String head) {
        return List.of(head.split("\r\n", -1));
    }

    private static HttpHeaders headers() {
        return DefaultHttpHeadersFactory.headersFactory().withValidation(false).newHeaders();
    }

    private static String head(String method, HttpHeaders headers, @Nullable Body body)
            throws StoreException {
        WireRequest request = new WireRequest(ENDPOINT, method, "/a?b", headers, body);
        return new String(new HeadWriter().write(request), StandardCharsets.ISO_8859_1);
    }
}
