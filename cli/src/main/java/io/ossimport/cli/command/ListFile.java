package io.ossimport.cli.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** One file of a list. */
final class ListFile {

    private static final int BUFFER_BYTES = 1 << 16;

    private ListFile() {}

    /** Opens it, unzipped. */
    static BufferedReader open(Path file) throws IOException {
        return new BufferedReader(
                new InputStreamReader(
                        new GZIPInputStream(Files.newInputStream(file), BUFFER_BYTES),
                        StandardCharsets.UTF_8));
    }
}
