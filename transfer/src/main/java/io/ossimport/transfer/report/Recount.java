package io.ossimport.transfer.report;

import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.OutcomeKind;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * What the lists of a run say when they are read again, row by row: the check of the totals that
 * were kept while the run went on.
 *
 * @param totals the rows counted; requests are not in the lists and stay zero
 * @param root the digest over the lists, see {@link ListDigest}
 * @param misplaced rows whose outcome does not belong into the list where they stand
 */
public record Recount(Totals totals, String root, long misplaced) {

    /**
     * Reads all lists of a run: every {@code *.csv.gz} below {@code copied}, {@code skipped} and
     * {@code failed}. Files whose names begin with a dot or underscore are not finished and do not
     * count.
     *
     * @throws IOException when a file cannot be read or a row is broken
     */
    public static Recount of(JobFolder job, int run) throws IOException {
        Count count = new Count();
        ListDigest digest = new ListDigest();
        for (OutcomeKind kind : OutcomeKind.values()) {
            Path list = job.list(run, kind);
            for (Path file : files(list)) {
                String name = kind.listName() + "/" + list.relativize(file);
                digest.add(name, read(file, row -> count.add(row, kind)));
            }
        }
        return new Recount(count.totals(), digest.root(), count.misplaced());
    }

    /** The files of one list, sorted; none when the folder is not there. */
    public static List<Path> files(Path list) throws IOException {
        if (!Files.isDirectory(list)) {
            return List.of();
        }
        try (Stream<Path> below = Files.walk(list)) {
            return below.filter(Files::isRegularFile).filter(Recount::isList).sorted().toList();
        }
    }

    private static boolean isList(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".csv.gz") && !name.startsWith(".") && !name.startsWith("_");
    }

    /**
     * Reads the rows of one file of a list.
     *
     * @return the SHA-256 of its uncompressed content, in hex
     * @throws IOException when it cannot be read or a row is broken
     */
    public static String read(Path file, Consumer<Outcome> taker) throws IOException {
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
                Stream<Outcome> rows = OutcomeCsv.read(reader)) {
            rows.forEach(taker);
        } catch (UncheckedIOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        }
        return HexFormat.of().formatHex(sha.digest());
    }

    private static final class Count {
        private final OutcomeCount counted = new OutcomeCount(Totals.ZERO);
        private long misplaced;

        void add(Outcome outcome, OutcomeKind list) {
            counted.add(outcome);
            misplaced += outcome.kind() == list ? 0 : 1;
        }

        Totals totals() {
            return counted.totals();
        }

        long misplaced() {
            return misplaced;
        }
    }
}
