package io.ossimport.transfer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.core.outcome.ProofLevel;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.OutcomeCsv;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManifestTest {

    @TempDir Path temp;
    private JobFolder job;
    private Path scratch;

    @BeforeEach
    void folders() {
        job = JobFolder.of(temp, "photos");
        scratch = temp.resolve("scratch");
    }

    @Test
    void whatWasCopiedIsFoundByKeyEtagAndSize() throws Exception {
        list(1, "part-0", copied("a", "e1", 3, 17), copied("ä -x", "e2", 4, 18));
        list(1, "part-1", copied("b", "e1", 3, 19));
        try (Manifest manifest = new Manifest(job, scratch)) {
            assertThat(manifest.find(version("a", "e1", 3))).isEqualTo(crc(17));
            assertThat(manifest.find(version("ä -x", "e2", 4))).isEqualTo(crc(18));
            assertThat(manifest.find(version("b", "e1", 3))).isEqualTo(crc(19));
            assertThat(manifest.find(version("b", "e2", 3))).isEqualTo(Checksum.NONE);
            assertThat(manifest.find(version("b", "e1", 4))).isEqualTo(Checksum.NONE);
            assertThat(manifest.find(version("c", "e1", 3))).isEqualTo(Checksum.NONE);
            assertThat(manifest.find(version("a", "", 3))).isEqualTo(Checksum.NONE);
            assertThat(scratch).isDirectory();
        }
        assertThat(scratch).doesNotExist();
    }

    @Test
    void theNewestRunOfAVersionWins() throws Exception {
        job.beginRun();
        list(2, "part-0", copied("a", "e1", 3, 2));
        list(10, "part-0", copied("a", "e1", 3, 10), copied("a", "e2", 3, 11));
        list(9, "part-0", copied("a", "e1", 3, 9));
        try (Manifest manifest = new Manifest(job, scratch)) {
            assertThat(manifest.find(version("a", "e1", 3))).isEqualTo(crc(10));
            assertThat(manifest.find(version("a", "e2", 3))).isEqualTo(crc(11));
        }
    }

    @Test
    void manyRowsAreAllFound() throws Exception {
        Outcome[] rows = new Outcome[20_000];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = copied("k" + i, "e" + i, i, i);
        }
        list(1, "part-0", rows);
        try (Manifest manifest = new Manifest(job, scratch)) {
            for (int i = 0; i < rows.length; i++) {
                assertThat(manifest.find(version("k" + i, "e" + i, i))).isEqualTo(crc(i));
            }
        }
    }

    @Test
    void withoutRunsNothingIsKnown() throws Exception {
        try (Manifest manifest = new Manifest(job, scratch)) {
            assertThat(manifest.find(version("a", "e1", 3))).isEqualTo(Checksum.NONE);
        }
    }

    @Test
    void aBrokenListIsLeftOutAndTold() throws Exception {
        list(1, "part-0", copied("a", "e1", 3, 17));
        Path broken = job.list(1, OutcomeKind.COPIED).resolve("part-1.csv.gz");
        Files.writeString(broken, "no gzip");
        try (Manifest manifest = new Manifest(job, scratch)) {
            assertThat(manifest.find(version("a", "e1", 3))).isEqualTo(crc(17));
            assertThat(manifest.unreadable()).hasSize(1);
            assertThat(manifest.unreadable().get(0)).startsWith(broken.toString());
        }
    }

    private void list(int run, String name, Outcome... rows) throws Exception {
        Path list = Files.createDirectories(job.list(run, OutcomeKind.COPIED));
        try (OutputStream out =
                new GZIPOutputStream(Files.newOutputStream(list.resolve(name + ".csv.gz")))) {
            out.write(OutcomeCsv.header().getBytes(StandardCharsets.UTF_8));
            for (Outcome row : rows) {
                out.write(OutcomeCsv.row(row));
            }
        }
    }

    private static Outcome copied(String key, String etag, long size, long crc) {
        return new Outcome(
                Reason.NEW,
                Key.of(key),
                Key.of("out/" + key),
                size,
                0,
                etag,
                Checksum.NONE,
                crc(crc),
                ProofLevel.TRANSIT,
                "",
                0,
                "",
                1,
                0,
                0);
    }

    private static Checksum crc(long value) {
        return Checksum.ofLong(ChecksumAlgorithm.CRC64_XZ, value);
    }

    private static ListedObject version(String key, String etag, long size) {
        return new ListedObject(
                Key.of(key), size, 0, etag, Checksum.NONE, "", ListedObject.Kind.OBJECT);
    }
}
