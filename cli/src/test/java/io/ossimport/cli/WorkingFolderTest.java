package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.cloud.Moment;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.RunSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A working folder that fills, becomes read-only or goes away while a job runs. The disk is a small
 * one in memory; where such a one cannot be mounted, the tests that need it say so and are skipped.
 */
@Timeout(value = 300)
class WorkingFolderTest {

    private static final int DISK_KIB = 2048;
    private static final int[] KIB_LEFT = {0, 4, 8, 16, 24, 32, 48, 64, 96, 128};
    private static final int WORKING_FOLDER = ExitCode.WORKING_FOLDER.status();
    private static final int BOOKS_DIFFER = ExitCode.BUG.status();

    @TempDir private Path temp;

    private Clouds clouds;
    private FakeBucket source;
    private Path disk;

    @BeforeEach
    void fill() throws IOException {
        System.setProperty("ossimport.checkpointMillis", "100");
        clouds = Clouds.start(temp);
        source = clouds.s3.createBucket("photos");
        FaultyJob.fill(source, FaultyJob.objects(15, 1));
        disk = Files.createDirectories(clouds.workingDir());
    }

    @AfterEach
    void close() throws Exception {
        System.clearProperty("ossimport.checkpointMillis");
        clouds.close();
        command("umount", disk.toString());
    }

    @Test
    void aFullDiskIsSaidAndTheJobGoesOnOnceThereIsRoom() throws Exception {
        mount("size=" + DISK_KIB + "k");
        int refused = 0;
        for (int left : KIB_LEFT) {
            String name = "left-" + left;
            FakeBucket destination = destination(name);
            Path filler = fillUpTo(left);
            Typed first = run(name, destination);
            if (first.status() != 0) {
                assertSaid(first, name, "is full");
                refused++;
            }
            Files.delete(filler);
            assertThat(run(name, destination).status()).isZero();
            assertRight(name, destination);
            System.out.println(left + " KiB left: status " + first.status());
        }
        assertThat(refused).as("disks that were too full").isGreaterThan(2);
    }

    // All but so much of the disk is taken by a file.
    private Path fillUpTo(int kibLeft) throws IOException {
        Path filler = disk.resolve("filler");
        Files.write(
                filler,
                new byte[(int) Math.max(0, disk.toFile().getUsableSpace() - (kibLeft << 10))]);
        return filler;
    }

    @Test
    void aDiskThatBecomesReadOnlyEndsTheRunAndNothingIsClaimed() throws Exception {
        mount("size=64m");
        FakeBucket destination = destination("read-only");
        clouds.s3.faults().on("GetObject").skip(5).tell(Moment.BEFORE, this::makeReadOnly);
        Typed first = run("read-only", destination);
        assertThat(command("umount", disk.toString())).isZero();
        assertSaid(first, "read-only", "cannot be used");
        assertThat(run("read-only", destination).status()).isZero();
        assertRight("read-only", destination);
    }

    // A second mount of the same folder over the first: what is open stays so, as files of a
    // network folder do, but no other can be opened to be written. It is made read-only elsewhere,
    // since a mount that has a file open for writing cannot be.
    private void makeReadOnly() {
        Path view = temp.resolve("view");
        assertThat(view.toFile().mkdir()).isTrue();
        assertThat(command("mount", "--bind", disk.toString(), view.toString())).isZero();
        assertThat(command("mount", "-o", "remount,bind,ro", view.toString())).isZero();
        assertThat(command("mount", "--bind", view.toString(), disk.toString())).isZero();
        assertThat(command("umount", view.toString())).isZero();
    }

    @Test
    void aJobFolderThatGoesAwayEndsTheRunAndNothingIsClaimed() throws Exception {
        FakeBucket destination = destination("gone");
        Path folder = JobFolder.of(clouds.workingDir(), "gone").path();
        clouds.s3.faults().on("GetObject").skip(5).tell(Moment.BEFORE, () -> remove(folder));
        Typed first = run("gone", destination);
        if (first.status() == WORKING_FOLDER) {
            assertSaid(first, "gone", "cannot be used");
        } else {
            // the engine makes folders again as it needs them: only the count tells
            assertThat(first.status()).as(first.all()).isEqualTo(BOOKS_DIFFER);
            assertThat(first.err()).contains("The lists do not agree with what was counted");
        }
        assertThat(run("gone", destination).status()).isZero();
        assertRight("gone", destination);
    }

    private FakeBucket destination(String name) {
        FakeBucket destination = clouds.oss.createBucket(name);
        FaultyJob.prepare(source, destination);
        return destination;
    }

    private Typed run(String name, FakeBucket destination) throws IOException {
        Map<String, String> keys = clouds.s3ToOss(source, destination);
        FaultyJob.tune(keys);
        return clouds.run(name, keys, "--json");
    }

    // One sentence, a status of its own, and no summary that says more than is true.
    private void assertSaid(Typed run, String name, String words) throws IOException {
        assertThat(run.status()).as(run.all()).isEqualTo(WORKING_FOLDER);
        assertThat(run.err().lines().filter(line -> line.startsWith("ossimport: ")))
                .as(run.all())
                .hasSize(1)
                .allMatch(line -> line.contains(words) && !line.contains("bug"));
        JobFolder job = JobFolder.of(clouds.workingDir(), name);
        assertThat(job.readSummary(job.newestRun()).map(RunSummary::state))
                .isNotEqualTo(Optional.of(RunSummary.State.DONE));
    }

    private void assertRight(String name, FakeBucket destination) throws IOException {
        FaultyJob.assertDone(clouds.workingDir(), name, source);
        FaultyJob.assertSame(source, destination);
        FaultyJob.assertHarmless(clouds);
    }

    private void mount(String options) {
        assumeTrue(
                command("mount", "-t", "tmpfs", "-o", options, "tmpfs", disk.toString()) == 0,
                "a disk in memory cannot be mounted here: this needs Linux and root");
    }

    private static int command(String... words) {
        try {
            Process process =
                    new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            return process.exitValue();
        } catch (IOException e) {
            return -1; // there is no such command
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void remove(Path folder) {
        for (int i = 0; i < 10 && Files.exists(folder); i++) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
            } catch (IOException | UncheckedIOException e) {
                // the run makes files meanwhile: once more
            }
        }
    }
}
