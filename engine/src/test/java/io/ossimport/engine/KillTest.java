package io.ossimport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.job.JobSpec;
import io.ossimport.core.store.Key;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.RunSummary;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The whole process is killed ({@code SIGKILL}) at random points and started again. */
@Timeout(300)
class KillTest {

    private static final int KILLS = 2;

    @TempDir private Path directory;

    @Test
    void aKilledProcessLosesNoRowAndRepeatsNone() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        for (int i = 0; i < KILLS; i++) {
            startAndRead(1 + random.nextInt(KilledRun.OBJECTS / KilledRun.STEP / 4));
        }
        assertThat(startAndRead(Integer.MAX_VALUE)).as("seed %d", seed).isZero();

        JobSpec job = KilledRun.job(directory);
        List<Key> keys =
                IntStream.range(0, KilledRun.OBJECTS).mapToObj(TestJob::key).sorted().toList();
        assertThat(JobFolder.of(job).newestRun()).as("seed %d", seed).isEqualTo(1);
        RunSummary summary = JobFolder.of(job).readSummary(1).orElseThrow();
        assertThat(summary.state()).as("seed %d", seed).isEqualTo(RunSummary.State.DONE);
        assertThat(summary.copied()).as("seed %d", seed).isEqualTo(KilledRun.OBJECTS);
        assertThat(TestJob.keys(job, 1)).as("seed %d", seed).containsExactlyElementsOf(keys);
        assertThat(directory.resolve("jobs/killed/tmp")).doesNotExist();
    }

    /**
     * Starts the program, kills it when it has said so many lines and has a checkpoint, and gives
     * its exit status.
     */
    private int startAndRead(int lines) throws IOException, InterruptedException {
        Path checkpoints = JobFolder.of(KilledRun.job(directory)).checkpoints();
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx256m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                KilledRun.class.getName(),
                                directory.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (BufferedReader said =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int line = 0;
            while (said.readLine() != null) {
                line++;
                // with a checkpoint there is something to go on from, so it must be the same run
                if (line >= lines && Checkpoints.newest(checkpoints).isPresent()) {
                    break;
                }
            }
            if (lines < Integer.MAX_VALUE) {
                process.destroyForcibly();
            }
            return process.waitFor();
        } finally {
            process.destroyForcibly();
        }
    }
}
