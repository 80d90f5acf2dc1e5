package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.cloud.LoggedRequest;
import io.ossimport.testkit.leak.Canary;
import io.ossimport.transfer.report.JobFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The whole program, killed with SIGKILL at every moment that has a name, and at random, and
 * started again, between strict stand-ins whose records are the judge. How to make it longer, or
 * the same again, is in docs/proof.md.
 */
@Tag("alone")
@Execution(ExecutionMode.CONCURRENT) // half of each waits for processes to start and to end
class KillDriverTest {

    private static final int KILLS = Integer.getInteger("ossimport.test.kills", 60);
    private static final int KILLS_A_JOB = 6;
    private static final String ONLY = System.getProperty("ossimport.test.moment", "");
    private static final int SMALL = 240;
    private static final int LARGE = 12;
    private static final int IN_FLIGHT = 8;
    private static final int TRIES = 3;

    // Small pages, and slow enough that a job lives through some checkpoints.
    private static final CloudOptions SLOW =
            CloudOptions.DEFAULT.withLatency(Duration.ofMillis(25)).withMaxPageSize(40);

    @TempDir private Path temp;

    private Clouds clouds;
    private FakeBucket source;
    private long objectBytes;

    // the job that is being killed
    private int jobs;
    private String name = "";
    private Path file = Path.of("");
    private int killsOfJob;
    private long sourceBytesBefore;
    private long lostBytes;
    private int partsUntilKill;
    private final Set<String> safeParts = new HashSet<>();
    private final List<Duration> goneOn = new ArrayList<>();

    @BeforeEach
    void fill() {
        clouds = Clouds.start(temp, SLOW, SLOW);
        source = clouds.s3.createBucket("photos");
        SortedMap<String, Content> objects = FaultyJob.objects(SMALL, LARGE);
        FaultyJob.fill(source, objects);
        objectBytes = objects.values().stream().mapToLong(Content::length).sum();
    }

    @AfterEach
    void close() throws IOException {
        FaultyJob.assertHarmless(clouds);
        clouds.close();
    }

    @Test
    void aKillAtAnyMomentWithANameLosesRepeatsAndSpoilsNothing() throws Exception {
        int killed = 0;
        newJob("different");
        for (KillMoment moment : KillMoment.all()) {
            if ((ONLY.isEmpty() || moment.toString().matches(ONLY)) && killAt(moment)) {
                killed++;
            }
            if (killsOfJob >= KILLS_A_JOB) {
                finish();
                newJob(killed % 2 == 0 ? "different" : "always");
            }
        }
        finish();
        System.out.println(killed + " moments; " + untilGoneOn());
        assertThat(killed).isGreaterThanOrEqualTo(ONLY.isEmpty() ? 30 : 1);
    }

    // The job may be over before its moment comes; then another one has to die.
    private boolean killAt(KillMoment moment) throws Exception {
        for (int i = 0; i < TRIES; i++) {
            KillMoment first = moment.first();
            if ((first == null || isKilledAt(first)) && isKilledAt(moment)) {
                return true;
            }
            newJob("different");
        }
        assertThat(moment.isFleeting()).as("never came: " + moment).isTrue();
        System.out.println("was over before it was seen: " + moment);
        return false;
    }

    private boolean isKilledAt(KillMoment moment) throws Exception {
        KillableRun run = KillableRun.start(clouds, file, name, temp);
        BooleanSupplier there = moment.arm(clouds, JobFolder.of(clouds.workingDir(), name), run);
        return killed(run, there, moment.toString());
    }

    @Test
    void aKillAtARandomMomentLosesRepeatsAndSpoilsNothing() throws Exception {
        long seed = Long.getLong("ossimport.test.seed", System.nanoTime());
        System.out.println("seed " + seed); // to be given again with -Dossimport.test.seed
        Random random = new Random(seed);
        int killed = 0;
        newJob("always");
        while (killed < KILLS) {
            long until = asked() + 1 + random.nextInt(2 * (SMALL + 4 * LARGE) / 3);
            KillableRun run = KillableRun.start(clouds, file, name, temp);
            if (killed(run, () -> asked() >= until, "seed " + seed)) {
                killed++;
            } else {
                newJob(killed % 2 == 0 ? "always" : "different");
            }
            if (killsOfJob >= KILLS_A_JOB) {
                finish();
                newJob(killed % 2 == 0 ? "always" : "different");
            }
        }
        finish();
        System.out.println(killed + " random kills, " + jobs + " jobs; " + untilGoneOn());
    }

    private String untilGoneOn() {
        Collections.sort(goneOn);
        return "gone on after "
                + goneOn.get(goneOn.size() / 2).toMillis()
                + " ms, "
                + goneOn.get(goneOn.size() - 1).toMillis()
                + " ms at most";
    }

    private long asked() {
        return clouds.s3.requests().total() + clouds.oss.requests().total();
    }

    private void newJob(String overwrite) throws IOException {
        name = "job-" + ++jobs;
        FakeBucket to = clouds.oss.createBucket(name);
        FaultyJob.prepare(source, to);
        long before = System.currentTimeMillis() - Duration.ofHours(1).toMillis();
        to.openUpload("photos/00000-video", before); // somebody else's
        FaultyJob.prepare(source, clouds.oss.createBucket(name + "-other"));
        Map<String, String> keys = clouds.s3ToOss(source, to);
        FaultyJob.tune(keys);
        keys.put("overwrite", overwrite);
        keys.put("transfersInFlight", Integer.toString(IN_FLIGHT));
        file = clouds.write(name, keys);
        killsOfJob = 0;
        lostBytes = 0;
        safeParts.clear();
        sourceBytesBefore = clouds.s3.requests().bytesRead();
    }

    /** Kills the run at its moment, and sees what it left; or says that it ended before. */
    private boolean killed(KillableRun run, BooleanSupplier there, String what) throws Exception {
        boolean came = run.watchUntil(there);
        assertNoSafePartAgain(what);
        clouds.s3.faults().clear();
        clouds.oss.faults().clear();
        // a request's moment has killed it already
        boolean diedThere = came || there.getAsBoolean();
        run.kill();
        goesOn(run);
        assertThat(run.all()).doesNotContain(Canary.TEXT);
        if (!diedThere) {
            assertThat(run.end()).as("%s: %s", what, run.all()).isZero();
            assertDone(what);
            return false;
        }
        killsOfJob++;
        System.out.println(name + " killed: " + what);
        // without a checkpoint nothing of what the job has done is gone on with
        lostBytes =
                run.newestCheckpoint() < 0
                        ? clouds.s3.requests().bytesRead() - sourceBytesBefore
                        : lostBytes + run.lostBytes();
        safeParts.addAll(run.safeParts());
        partsUntilKill = clouds.oss.requests().list("UploadPart").size();
        return true;
    }

    private void goesOn(KillableRun run) {
        Duration untilRead = run.untilRead();
        if (killsOfJob > 0 && untilRead != null) {
            goneOn.add(untilRead);
        }
    }

    // The parts that were sent since the kill are none that a checkpoint had before it.
    private void assertNoSafePartAgain(String what) {
        List<LoggedRequest> parts = clouds.oss.requests().list("UploadPart");
        assertThat(
                        parts.subList(partsUntilKill, parts.size()).stream()
                                .map(LoggedRequest::target)
                                .filter(safeParts::contains))
                .as("%s: parts sent again", what)
                .isEmpty();
    }

    /** Lets the job come to its end. */
    private void finish() throws Exception {
        KillableRun run = KillableRun.start(clouds, file, name, temp);
        assertThat(run.end()).as(run.all()).isZero();
        assertNoSafePartAgain("the end");
        assertThat(run.all()).doesNotContain(Canary.TEXT);
        assertDone("the end");
    }

    private void assertDone(String what) throws IOException {
        long read = clouds.s3.requests().bytesRead() - sourceBytesBefore;
        FaultyJob.assertDone(clouds.workingDir(), name, source);
        FaultyJob.assertSame(source, clouds.oss.bucket(name));
        FaultyJob.assertVerified(clouds, file, source);
        assertThat(clouds.oss.bucket(name).openUploads())
                .as("%s: open uploads, of which one is somebody else's", what)
                .isEqualTo(1);
        assertThat(clouds.oss.bucket(name + "-other").count()).as(what).isEqualTo(2);
        // and the pages of listings, which are few
        long inFlight = (killsOfJob + 1L) * IN_FLIGHT * FaultyJob.PART;
        assertThat(read)
                .as("%s: bytes read of the source, %d of them lost by kills", what, lostBytes)
                .isLessThanOrEqualTo(objectBytes + lostBytes + inFlight);
    }
}
