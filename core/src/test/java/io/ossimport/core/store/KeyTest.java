package io.ossimport.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyTest {

    @Test
    void orderIsThatOfBytesAndNotOfCharacters() {
        // In UTF-16 the emoji's first half, D83D, is before FF21.
        assertThat(List.of(Key.of("😀"), Key.of("Ａ"), Key.of("a"), Key.EMPTY, Key.of("a/")))
                .satisfies(
                        keys ->
                                assertThat(keys.stream().sorted().map(Key::toString))
                                        .containsExactly("", "a", "a/", "Ａ", "😀"));
    }

    @Test
    void bytesThatAreNotUtf8AreKeptAndTold() {
        Key key = Key.ofBytes(new byte[] {'g', (byte) 0xDF});
        assertThat(key.isUtf8()).isFalse();
        assertThat(key.hex()).isEqualTo("67df");
        assertThat(key).isNotEqualTo(Key.of(key.toString()));
        assertThat(Key.of("gß").isUtf8()).isTrue();
        assertThat(Key.EMPTY.isUtf8()).isTrue();
    }
}
