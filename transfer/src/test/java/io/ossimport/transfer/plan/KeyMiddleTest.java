package io.ossimport.transfer.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.store.Key;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeyMiddleTest {

    private static @Nullable Key middle(String first, String last, @Nullable String upTo) {
        return KeyMiddle.of(
                Key.of("p/"), Key.of(first), Key.of(last), upTo == null ? null : Key.of(upTo));
    }

    @ParameterizedTest(name = "after {0} to {1} up to {2}: {3}")
    @CsvSource({
        "p/000000, p/000999, , p/05",
        "p/000000, p/000999, p/05, p/005",
        "p/img_0000, p/img_0999, , p/imq",
        "p/a, p/z9, , p/z9"
    })
    void theGuessLiesBetweenTheFirstAndTheLastSharedCharacter(
            String first, String last, @Nullable String upTo, String guess) {
        if (guess.equals("p/z9")) {
            assertThat(middle(first, last, upTo)).isNull();
        } else {
            assertThat(middle(first, last, upTo)).isEqualTo(Key.of(guess));
        }
    }

    @Test
    void everyGuessLiesBeyondWhatIsListedAndBeforeTheEnd() {
        Random random = new Random(3);
        int guesses = 0;
        for (int i = 0; i < 20_000; i++) {
            Key[] keys = new Key[3];
            for (int k = 0; k < 3; k++) {
                byte[] bytes = new byte[random.nextInt(5)];
                random.nextBytes(bytes);
                keys[k] = Key.of("p/" + random.nextInt(20)).append(Key.ofBytes(bytes));
            }
            java.util.Arrays.sort(keys);
            Key upTo = random.nextBoolean() ? keys[2] : null;
            Key guess = KeyMiddle.of(Key.of("p/"), keys[0], keys[1], upTo);
            if (guess != null) {
                guesses++;
                assertThat(guess).isGreaterThan(keys[1]);
                assertThat(guess.startsWith(Key.of("p/"))).isTrue();
                if (upTo != null) {
                    assertThat(guess).isLessThanOrEqualTo(upTo);
                }
            }
        }
        assertThat(guesses).isGreaterThan(5_000);
    }
}
