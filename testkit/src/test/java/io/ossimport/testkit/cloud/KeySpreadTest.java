package io.ossimport.testkit.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.store.Key;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KeySpreadTest {

    @ParameterizedTest
    @EnumSource
    void laterKeysAreLarger(KeySpread spread) {
        for (long count : new long[] {1, 999, 30_000}) {
            KeyShape shape = spread.of(count);
            Key before = Key.EMPTY;
            for (long index = 0; index < count; index++) {
                Key key = shape.key(index);
                assertThat(key).isGreaterThan(before);
                before = key;
            }
        }
    }
}
