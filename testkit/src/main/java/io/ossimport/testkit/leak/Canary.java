package io.ossimport.testkit.leak;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A text that is part of every secret in tests, and may appear in no output, log, list, state file
 * or process argument. The stand-in clouds have it in their secrets unless told otherwise.
 */
public final class Canary {

    /** What to look for. */
    public static final String TEXT = "canary7f3e";

    private Canary() {}

    /** A secret that has the canary in it. */
    public static String secret(String name) {
        return TEXT + name;
    }

    /**
     * The files below {@code folder}, zipped ones unpacked, in which the canary appears. None when
     * the folder is not there.
     */
    public static List<Path> findIn(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile).filter(Canary::isIn).toList();
        }
    }

    private static boolean isIn(Path file) {
        try (InputStream bytes = Files.newInputStream(file);
                InputStream plain =
                        file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes) {
            return new String(plain.readAllBytes(), StandardCharsets.ISO_8859_1).contains(TEXT);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
