package io.ossimport.testkit.cloud;

import java.util.List;

/** Keys that told servers apart. */
final class OddKeys {

    static final List<String> ALL =
            List.of(
                    "a",
                    "a/",
                    "a/b",
                    "x//y",
                    "./here",
                    "dot/../w",
                    "../x",
                    "100%25",
                    "%2F",
                    "plus+sign",
                    "blank blank ",
                    "emoji-\uD83D\uDE00",
                    "half-\uFF61",
                    "control-\u0001",
                    "non-character-\uFFFE",
                    "new\nline",
                    "back\\slash",
                    "quote\"'<&>",
                    "e\u0301-\u00E9",
                    "question?hash#",
                    "~tilde*star",
                    "k".repeat(1023));

    private OddKeys() {}
}
