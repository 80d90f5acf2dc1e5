package io.ossimport.core.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GlobTest {

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource(
            delimiter = ' ',
            value = {
                "*.jpg a.jpg true",
                "*.jpg 2019/05/a.jpg true",
                "*.jpg a.jpg/b false",
                "*.jpg .jpg true",
                "*.jpg a.jpgx false",
                "2019/*.jpg 2019/a.jpg true",
                "2019/*.jpg 2019/05/a.jpg false",
                "2019/*.jpg x/2019/a.jpg false",
                "2019/** 2019/05/a.jpg true",
                "2019/** 2019 false",
                "**/tmp/** a/b/tmp/c true",
                "**/tmp/** tmp/c false",
                "** a/b true",
                "** a true",
                "a?c abc true",
                "a?c a/c false",
                "a/?/c a/b/c true",
                "[0-9]* 7up true",
                "[0-9]* x/7up true",
                "[0-9]* up7 false",
                "[!0-9]* up7 true",
                "[!0-9]* 7up false",
                "x[!a]y x/y false",
                "[]x] ] true",
                "[!]x] ] false",
                "[!]x] a true",
                "[a-] - true",
                "[&&] & true",
                "{a,b*}.txt a.txt true",
                "{a,b*}.txt bcd.txt true",
                "{a,b*}.txt c.txt false",
                "{a,{b,c}}x cx true",
                "{2018,2019}/** 2018/a true",
                "a\\*b a*b true",
                "a\\*b axb false",
                "a.b axb false",
                "a(b)|c^$+ a(b)|c^$+ true",
                "日本*/語 日本x/語 true"
            })
    void matchesAsShellsDo(String glob, String name, boolean matches) {
        assertThat(Glob.compile(glob).matcher(name).matches()).isEqualTo(matches);
    }

    @Test
    void aNameMayHaveLinesInIt() {
        assertThat(Glob.compile("**b").matcher("a\nb").matches()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a", "[]", "{a,b", "a}", "a\\", "[z-a]"})
    void whatIsLeftOpenIsNoGlob(String glob) {
        assertThatThrownBy(() -> Glob.compile(glob)).isInstanceOf(PatternSyntaxException.class);
    }

    @Test
    void commasStandBetweenGlobsUnlessTheyAreInside() {
        assertThat(Glob.split("*.jpg, 2019/{a,b}/**,[,]x,,a\\,b ,"))
                .containsExactly("*.jpg", "2019/{a,b}/**", "[,]x", "a\\,b");
        assertThat(Glob.split("")).isEmpty();
    }
}
