package io.ossimport.cli.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a machine is asked to do, for its {@code sh}; each says in its head which words it takes.
 */
public enum Script {
    SHARE,
    CHECK,
    START,
    STATUS,
    STOP,
    SUBMIT;

    /** The script, behind the functions that all of them have. */
    String text() {
        return read("process") + read(name().toLowerCase(Locale.ROOT));
    }

    private static String read(String name) {
        try (InputStream script = Script.class.getResourceAsStream(name + ".sh")) {
            if (script == null) {
                throw new IllegalStateException("there is no script " + name);
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
