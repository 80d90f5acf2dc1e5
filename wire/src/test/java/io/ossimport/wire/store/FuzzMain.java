package io.ossimport.wire.store;

import org.jspecify.annotations.Nullable;

/** Where Jazzer comes in, in a process of its own: gives each input to one target. */
public final class FuzzMain {

    private static @Nullable FuzzTarget target;

    private FuzzMain() {}

    /** Takes the target's name, and loads its classes before the first input's time is taken. */
    public static void fuzzerInitialize(String[] arguments) {
        target = FuzzTarget.valueOf(arguments[0]);
        target.check(new byte[0]);
    }

    public static void fuzzerTestOneInput(byte[] input) {
        if (target == null) {
            throw new IllegalStateException("no target was named");
        }
        target.check(input);
    }
}
