package io.ossimport.transfer.report;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/** Reads the files of lists: gzipped CSV in UTF-8. */
public final class ListRows {

    private ListRows() {}

    /** How rows are read: by {@link OutcomeCsv}, for one. */
    public interface Form<T> {
        Stream<T> read(Reader file) throws IOException;
    }

    /**
     * Reads a whole file, row by row.
     *
     * @return the SHA-256 of the uncompressed content, see {@link ListDigest}
     * @throws IOException naming the file, when it cannot be read or a row is broken
     */
    public static <T> String read(Path file, Form<T> form, Consumer<T> row) throws IOException {
        MessageDigest sha = Sha256.create();
        try (InputStream zipped = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
                InputStream plain = new GZIPInputStream(zipped, 1 << 16);
                DigestInputStream digested = new DigestInputStream(plain, sha);
                BufferedReader reader =
                        new BufferedReader(
                                new InputStreamReader(
                                        digested,
                                        StandardCharsets.UTF_8
                                                .newDecoder()
                                                .onMalformedInput(CodingErrorAction.REPORT)));
                Stream<T> read = form.read(reader)) {
            read.forEach(row);
        } catch (UncheckedIOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        return HexFormat.of().formatHex(sha.digest());
    }
}
