package io.ossimport.core.config;

import java.util.ArrayList;
import java.util.List;

/** Collects the mistakes of a user's files, so that all are reported at once. For one thread. */
final class Problems {
    private final List<String> sentences = new ArrayList<>();

    /**
     * Notes a mistake.
     *
     * @param place where it stands: {@code job.cfg, line 12}
     */
    void add(String place, String sentence) {
        sentences.add(place + ": " + sentence);
    }

    /** Throws all mistakes in one message, one a line; does nothing when there are none. */
    void throwIfAny() throws InvalidConfigException {
        if (sentences.size() == 1) {
            throw new InvalidConfigException(sentences.get(0));
        }
        if (!sentences.isEmpty()) {
            throw new InvalidConfigException(
                    sentences.size() + " mistakes:\n  " + String.join("\n  ", sentences));
        }
    }
}
