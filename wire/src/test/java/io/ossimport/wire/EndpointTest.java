package io.ossimport.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @ParameterizedTest
    @CsvSource({
        "http://example.com,example.com,80,example.com",
        "https://example.com/,example.com,443,example.com",
        "https://Example.COM:443,example.com,443,example.com",
        "http://example.com:443,example.com,443,example.com:443",
        "HTTP://127.0.0.1:9000,127.0.0.1,9000,127.0.0.1:9000",
        "http://[::1]:9000,::1,9000,[::1]:9000",
    })
    void readsSchemeHostAndPort(String url, String host, int port, String authority) {
        Endpoint endpoint = Endpoint.parse(url);
        assertThat(endpoint.tls()).isEqualTo(url.startsWith("https"));
        assertThat(endpoint.host()).isEqualTo(host);
        assertThat(endpoint.port()).isEqualTo(port);
        assertThat(endpoint.authority()).isEqualTo(authority);
        assertThat(Endpoint.parse(endpoint.toString())).isEqualTo(endpoint);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "ftp://example.com",
                "http://",
                "http:///x",
                "http://example.com/bucket",
                "http://example.com?x",
                "http://user:secret@example.com",
                "http://example.com:0",
                "http://example.com:65536",
                "http://exam ple.com",
            })
    void refusesEverythingElse(String url) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Endpoint.parse(url))
                .withMessageNotContaining("secret");
    }
}
