package io.ossimport.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KeyRuleTest {

    @Test
    void prefixesAreTakenAsTheyAre() {
        assertThat(KeyRule.parse("strip:a.b/")).isEqualTo(new KeyRule("^\\Qa.b/\\E", "", false));
        assertThat(KeyRule.parse("add:$1/")).isEqualTo(new KeyRule("^", "\\$1/", false));
    }

    @Test
    void anyPunctuationParts() {
        KeyRule rule = new KeyRule("^(\\d+)-", "$1/", false);
        assertThat(KeyRule.parse("s,^(\\d+)-,$1/,")).isEqualTo(rule);
        assertThat(KeyRule.parse("s#^(\\d+)-#$1/#")).isEqualTo(rule);
        assertThat(KeyRule.parse("s/ /_/g")).isEqualTo(new KeyRule(" ", "_", true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "s", "s/a/b", "s/a", "s//b/", "s/a/b/c/", "s/a/b/i", "sxaxbx", "strip:"})
    void whatIsNoRuleIsRefused(String written) {
        assertThatThrownBy(() -> KeyRule.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("s/REGEX/REPLACEMENT/");
    }

    @ParameterizedTest
    @CsvSource({
        "'s/a(b/c/', has no regular expression",
        "'s/a/$1/', has a replacement that cannot be",
        "'s/(a)/${b}/', has a replacement that cannot be",
        "'s/a/$/', has a replacement that cannot be"
    })
    void whatCannotBeReplacedIsRefused(String written, String why) {
        assertThatThrownBy(() -> KeyRule.parse(written))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(why);
    }
}
