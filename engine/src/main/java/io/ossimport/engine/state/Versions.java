package io.ossimport.engine.state;

import java.io.IOException;

/** Refuses what a newer version of this program wrote, rather than misread it. */
final class Versions {

    private Versions() {}

    static void require(String what, int known, int found) throws IOException {
        if (found != known) {
            throw new IOException(
                    what + " of version " + found + ", where this program knows " + known);
        }
    }
}
