package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.FakeBucket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code stop} and {@code resume}: a run that is cut from another terminal, and gone on with. */
class StopResumeTest {

    private static final int OBJECTS = 3000;
    private static final CloudOptions SLOW =
            CloudOptions.DEFAULT.withLatency(Duration.ofMillis(20));

    @TempDir Path temp;
    private Clouds clouds;
    private FakeBucket destination;
    private Map<String, String> job;
    private Path jobFile;

    @BeforeEach
    void aJobThatTakesAWhile() throws Exception {
        clouds = Clouds.start(temp, SLOW, SLOW);
        FakeBucket source = clouds.s3.createBucket("photos");
        destination = clouds.oss.createBucket("photos-cn");
        for (int i = 0; i < OBJECTS; i++) {
            source.put("object-" + i, new byte[] {(byte) i});
        }
        job = clouds.s3ToOss(source, destination);
        job.put("transfersInFlight", "8");
        jobFile = clouds.write("cut", job);
    }

    @AfterEach
    void close() throws Exception {
        clouds.close();
    }

    @Test
    void aRunIsStoppedFromElsewhereAndResumedWhereItWas() throws Exception {
        Started cut = start();
        assertThat(typed("clean", "cut", "--yes").status()).isEqualTo(2);
        Typed twice = Typed.command("resume", jobFile.toString());
        assertThat(twice.status()).isEqualTo(2);
        assertThat(twice.err()).contains("Job cut is running already");

        Typed stopped = typed("stop", "cut");
        assertThat(stopped.status()).as(stopped.all()).isZero();
        assertThat(stopped.out()).contains("Job cut, run 1: stopped before the end");
        assertThat(stopped.err())
                .contains("process " + cut.process().pid())
                .contains("To go on:  ossimport resume " + jobFile);
        assertThat(cut.end()).as(cut.all()).isEqualTo(5);

        Typed other = Typed.command("resume", jobFile.toString(), "srcPrefix=object-1");
        assertThat(other.status()).isEqualTo(2);
        assertThat(other.err()).contains("other places, filters or policies");

        Typed rest = Typed.command("resume", jobFile.toString(), "--json");
        assertThat(rest.status()).as(rest.all()).isZero();
        assertThat(rest.err())
                .containsPattern("Going on with run 1 where it was cut: listed [1-9]")
                .containsPattern("copied [1-9]");
        JsonNode summary = Json.summary(rest.out());
        assertThat(summary.get("run").asInt()).isEqualTo(1);
        assertThat(summary.get("listed").asInt()).isEqualTo(OBJECTS);
        assertThat(destination.count()).isEqualTo(OBJECTS);

        Typed again = Typed.command("resume", jobFile.toString());
        assertThat(again.status()).isEqualTo(2);
        assertThat(again.err())
                .contains("Run 1 of job cut went to its end")
                .contains("ossimport run");
        assertThat(typed("stop", "cut").status()).isEqualTo(2);
        assertThat(typed("stop", "cut").err()).contains("is not running");
    }

    @Test
    void aSecondSignalEndsARunAtOnceAndLosesNothing() throws Exception {
        Started cut = start();
        cut.terminate();
        TimeUnit.MILLISECONDS.sleep(20);
        cut.terminate();
        assertThat(cut.end()).as(cut.all()).isEqualTo(5);

        Typed rest = Typed.command("run", jobFile.toString(), "--json");
        assertThat(rest.status()).as(rest.all()).isZero();
        assertThat(destination.count()).isEqualTo(OBJECTS);
    }

    @Test
    void aRunThatIsFrozenKeepsItsJobAndGoesOnAfterwards() throws Exception {
        Started frozen = start();
        frozen.signal("STOP");
        Typed second = Typed.command("run", jobFile.toString());
        assertThat(second.status()).isEqualTo(2);
        assertThat(second.err()).contains("Job cut is running already");

        frozen.signal("CONT");
        assertThat(frozen.end()).as(frozen.all()).isZero();
        assertThat(destination.count()).isEqualTo(OBJECTS);
        assertThat(clouds.oss.requests().count("PutObject")).isEqualTo(OBJECTS);
    }

    @Test
    void aNameInTheLockOfAJobThatNobodyRunsIsNotTrusted() throws Exception {
        long bystander = ProcessHandle.current().pid();
        Path folder = Files.createDirectories(clouds.workingDir().resolve("jobs/cut"));
        Files.writeString(folder.resolve("lock"), bystander + " 0\n");
        Typed stopped = typed("stop", "cut");
        assertThat(stopped.status()).isEqualTo(2);
        assertThat(stopped.err()).contains("Job cut is not running");
    }

    @Test
    void whatHasNotBeenRunIsNotResumed() throws Exception {
        Typed resumed = Typed.command("resume", jobFile.toString());
        assertThat(resumed.status()).isEqualTo(2);
        assertThat(resumed.err()).contains("Job cut has not been run yet");
        assertThat(clouds.workingDir().resolve("jobs/cut")).doesNotExist();
        assertThat(clouds.s3.requests().total()).isZero();
    }

    @Test
    void aRunThatHasSaidNothingYetHasALineForProgramsToo() throws Exception {
        Files.createDirectories(clouds.workingDir().resolve("jobs/cut/runs/1"));
        Typed stat = typed("stat", "cut", "--json");
        assertThat(stat.status()).isZero();
        assertThat(Json.summary(stat.out()).get("state").asText()).isEqualTo("cut");
        assertThat(Json.summary(stat.out()).get("run").asInt()).isEqualTo(1);
    }

    @Test
    void aComparisonIsNotResumed() throws Exception {
        Typed resumed = Typed.command("resume", jobFile.toString(), "jobType=audit");
        assertThat(resumed.status()).as(resumed.all()).isEqualTo(2);
        assertThat(resumed.err())
                .contains("only compares both ends, so there is nothing to resume");
    }

    private Started start() throws Exception {
        Started started = Started.program(temp, "run", jobFile.toString());
        Started.await(() -> clouds.oss.requests().count("PutObject") >= 100);
        return started;
    }

    private Typed typed(String verb, String... words) {
        String[] all = new String[words.length + 3];
        all[0] = verb;
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--working-dir";
        all[words.length + 2] = clouds.workingDir().toString();
        return Typed.command(all);
    }
}
