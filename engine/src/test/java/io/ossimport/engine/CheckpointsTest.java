package io.ossimport.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.job.JobSpec;
import io.ossimport.transfer.report.JobFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which checkpoint a run goes on from, and that no job starts that would make none. */
class CheckpointsTest {

    @TempDir private Path directory;

    @Test
    void theNewestThatIsCompleteIsTaken() throws IOException {
        complete("a1/chk-7", 1);
        Path newest = complete("b2/chk-3", 3);
        complete("savepoint-9", 2);
        Files.createDirectories(directory.resolve("b2/chk-4")); // not complete
        assertThat(Checkpoints.newest(directory)).contains(newest);
    }

    @Test
    void aStopIsACheckpointToo() throws IOException {
        complete("a1/chk-7", 1);
        Path stop = complete("savepoint-9", 2);
        assertThat(Checkpoints.newest(directory)).contains(stop);
    }

    @Test
    void withoutOneThereIsNothingToGoOnFrom() throws IOException {
        Files.createDirectories(directory.resolve("a1/shared"));
        assertThat(Checkpoints.newest(directory)).isEmpty();
        assertThat(Checkpoints.newest(directory.resolve("nothing"))).isEmpty();
    }

    @Test
    void olderOnesAreRemovedSoThatNobodyGoesOnFromThem() throws IOException {
        Path old = complete("a1/chk-7", 1);
        Path newest = complete("b2/chk-3", 2);
        Checkpoints.removeOlder(directory);
        assertThat(old).doesNotExist();
        assertThat(Checkpoints.newest(directory)).contains(newest);
    }

    @Test
    void aJobWithoutCheckpointSettingsIsRefused() {
        JobSpec job = TestJob.inMemory("settings", directory, 1);
        Configuration settings =
                RunSettings.job(JobFolder.of(job), 1, Duration.ofSeconds(10), null);
        RunSettings.requireCheckpoints(settings);
        refused(settings, CheckpointingOptions.CHECKPOINTING_INTERVAL);
        refused(settings, CheckpointingOptions.CHECKPOINTS_DIRECTORY);
        refused(settings, CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION);
    }

    private static void refused(Configuration whole, ConfigOption<?> missing) {
        Configuration settings = new Configuration(whole);
        settings.removeConfig(missing);
        assertThatThrownBy(() -> RunSettings.requireCheckpoints(settings))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(missing.key());
    }

    private Path complete(String name, int second) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(name));
        Path metadata = Files.createFile(folder.resolve("_metadata"));
        Files.setLastModifiedTime(metadata, FileTime.fromMillis(second * 1000L));
        return folder;
    }
}
