package io.ossimport.transfer.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.job.KeyRule;
import io.ossimport.core.store.Key;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class KeyMappingTest {

    private static KeyMapping mapping(String... rules) {
        List<KeyRule> parsed = Arrays.stream(rules).map(KeyRule::parse).toList();
        return new KeyMapping(Key.of("in/"), Key.of("out/"), parsed);
    }

    private static String renamed(String source, String... rules) {
        return mapping(rules).toDestination(Key.of(source)).toString();
    }

    @Test
    void withoutRulesPrefixesAreSwapped() {
        KeyMapping mapping = mapping();

        assertThat(mapping.keepsOrder()).isTrue();
        assertThat(mapping.toDestination(Key.of("in/a"))).isEqualTo(Key.of("out/a"));
        assertThat(mapping.toSource(Key.of("out/a"))).isEqualTo(Key.of("in/a"));
        assertThatThrownBy(() -> mapping.toDestination(Key.of("a")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rulesSeeWhatIsBehindThePrefix() {
        assertThat(renamed("in/in/a", "strip:in/")).isEqualTo("out/a");
        assertThat(renamed("in/a", "add:x/")).isEqualTo("out/x/a");
        assertThat(renamed("in/2019-05-a-b", "s,^(\\d{4})-(\\d\\d)-,$1/$2/,"))
                .isEqualTo("out/2019/05/a-b");
        assertThat(renamed("in/a b c", "s/ /_/")).isEqualTo("out/a_b c");
        assertThat(renamed("in/a b c", "s/ /_/g")).isEqualTo("out/a_b_c");
        assertThat(renamed("in/照片", "s/照/$0$0/")).isEqualTo("out/照照片");
    }

    @Test
    void rulesFollowEachOther() {
        assertThat(renamed("in/a", "add:b", "s/^b/c/", "strip:c")).isEqualTo("out/a");
    }

    @Test
    void rulesDoNotTellWhereAKeyIsFrom() {
        assertThat(mapping("strip:a").keepsOrder()).isFalse();
        assertThatThrownBy(() -> mapping("strip:a").toSource(Key.of("out/b")))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aKeyThatIsNoTextStaysAsItIs() {
        Key odd = Key.of("in/").append(Key.ofBytes(new byte[] {(byte) 0xFF, 'a'}));

        assertThat(mapping("s/a/b/").toDestination(odd))
                .isEqualTo(Key.of("out/").append(Key.ofBytes(new byte[] {(byte) 0xFF, 'a'})));
    }
}
