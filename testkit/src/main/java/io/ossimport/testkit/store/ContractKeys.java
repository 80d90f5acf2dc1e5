package io.ossimport.testkit.store;

import io.ossimport.core.store.Key;
import java.util.List;
import java.util.stream.Stream;

/** Keys that told stores apart. */
public final class ContractKeys {

    /** All of them differ, also for stores that fold nothing. */
    public static final List<Key> ODD =
            Stream.of(
                            "plain",
                            "folder/",
                            "folder/file..txt",
                            "x//y",
                            "./here",
                            "dot/../w",
                            "../x",
                            "/lead",
                            "\\lead",
                            "100%25",
                            "%2F",
                            "plus+sign",
                            " blank blank ",
                            "emoji-\uD83D\uDE00",
                            "half-\uFF61",
                            "control-\u0001",
                            "non-character-\uFFFE",
                            "new\nline",
                            "return\r",
                            "back\\slash",
                            "quote\"'<&>",
                            "composed-\u00E9",
                            "decomposed-e\u0301",
                            "question?hash#semi;colon:",
                            "~tilde*star",
                            "k".repeat(255) + "/" + "k".repeat(255),
                            "k".repeat(1023))
                    .map(Key::of)
                    .toList();

    private ContractKeys() {}
}
