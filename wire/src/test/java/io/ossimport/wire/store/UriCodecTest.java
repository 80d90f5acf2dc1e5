package io.ossimport.wire.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.store.Key;
import java.util.Random;
import org.junit.jupiter.api.Test;

class UriCodecTest {

    @Test
    void encodesOnceAndNormalisesNothing() {
        assertThat(UriCodec.path(Key.of("dir/a b+中~.txt"))).isEqualTo("dir/a%20b%2B%E4%B8%AD~.txt");
        assertThat(UriCodec.path(Key.of("a//b/./../x"))).isEqualTo("a//b/./../x");
        assertThat(UriCodec.path(Key.of("%2F"))).isEqualTo("%252F");
        assertThat(UriCodec.path(Key.of("a\u0001\ufffe*'()!")))
                .isEqualTo("a%01%EF%BF%BE%2A%27%28%29%21");
        assertThat(UriCodec.query(Key.of("a/b"))).isEqualTo("a%2Fb");
    }

    @Test
    void decodesWhatItEncodesWhateverTheBytes() {
        Random random = new Random(2);
        for (int i = 0; i < 1000; i++) {
            byte[] bytes = new byte[random.nextInt(50)];
            random.nextBytes(bytes);
            String encoded = UriCodec.query(Key.ofBytes(bytes));
            assertThat(UriCodec.decode(encoded.getBytes(UTF_8))).isEqualTo(bytes);
        }
    }

    @Test
    void aPlusIsABlankAndOnlyPercent2BIsAPlus() {
        assertThat(UriCodec.decode("a+b%2Bc%20d".getBytes(UTF_8)))
                .isEqualTo("a b+c d".getBytes(UTF_8));
    }

    @Test
    void brokenSequencesAreErrors() {
        for (String broken : new String[] {"%", "%2", "a%zz", "%2g"}) {
            assertThatThrownBy(() -> UriCodec.decode(broken.getBytes(UTF_8)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
