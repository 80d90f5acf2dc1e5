package io.ossimport.wire.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpDateTest {

    @Test
    void readsWhatItWrites() {
        Instant time = Instant.parse("2026-11-22T15:38:12Z");
        assertThat(HttpDate.format(time)).isEqualTo("Sun, 22 Nov 2026 15:38:12 GMT");
        assertThat(HttpDate.parse("Sun, 22 Nov 2026 15:38:12 GMT")).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "Sun, 22 Nov 2026 15:38:12 GMT, and this header is longer than any time is."
            })
    void whatIsNoTimeIsNone(String value) {
        assertThat(HttpDate.parse(value)).isNull();
    }
}
