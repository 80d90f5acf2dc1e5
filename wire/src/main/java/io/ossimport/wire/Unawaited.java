package io.ossimport.wire;

import java.util.concurrent.Future;

/** Marks futures that nobody looks at, since their outcome shows in the connection itself. */
final class Unawaited {

    private Unawaited() {}

    static void unawaited(Future<?> future) {
        assert future != null;
    }
}
