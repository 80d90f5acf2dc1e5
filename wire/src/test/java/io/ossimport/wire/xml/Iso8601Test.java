package io.ossimport.wire.xml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Iso8601Test {

    @Test
    void readsWhatInstantWrites() throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            long millis = (long) (random.nextDouble() * 8_000_000_000_000L) - 2_000_000_000_000L;
            String text = Instant.ofEpochMilli(millis).toString();
            assertThat(millis(text)).as(text).isEqualTo(millis);
        }
    }

    @Test
    void readsFractionsOfAnyLengthAndCutsThemToMilliseconds() throws Exception {
        long second = Instant.parse("2026-11-22T15:38:12Z").toEpochMilli();
        assertThat(millis("2026-11-22T15:38:12Z")).isEqualTo(second);
        assertThat(millis("2026-11-22T15:38:12.5Z")).isEqualTo(second + 500);
        assertThat(millis("2026-11-22T15:38:12.987654321Z")).isEqualTo(second + 987);
    }

    @Test
    void knowsLeapYears() throws Exception {
        for (int year : new int[] {0, 1, 400, 1900, 1970, 2000, 2024, 2026, 2100}) {
            Instant march = Instant.parse(String.format("%04d-03-01T00:00:00Z", year));
            assertThat(millis(march.toString())).isEqualTo(march.toEpochMilli());
            Instant before = march.minus(1, ChronoUnit.SECONDS);
            assertThat(millis(before.toString())).isEqualTo(before.toEpochMilli());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-11-22",
                "2026-11-22T15:38:12",
                "2026-11-22T15:38:12+08:00",
                "2026-13-22T15:38:12Z",
                "2026-11-00T15:38:12Z",
                "2026-02-29T15:38:12Z",
                "1900-02-29T15:38:12Z",
                "2026-11-22T25:38:12Z",
                "2026-11-22T15:38:12.Z",
                "2026-11-22 15:38:12Z",
                "2026-1a-22T15:38:12Z"
            })
    void refusesEverythingElse(String text) {
        assertThatThrownBy(() -> millis(text)).isInstanceOf(BadXmlException.class);
    }

    private static long millis(String text) throws BadXmlException {
        byte[] bytes = text.getBytes(UTF_8);
        return Iso8601.millis(bytes, bytes.length);
    }
}
