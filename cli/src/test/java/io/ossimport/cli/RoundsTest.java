package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ossimport.core.store.Key;
import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.RunRecord;
import io.ossimport.transfer.report.RunSummary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jobs that go on by themselves, as processes over HTTP, stopped and killed. */
class RoundsTest {

    private static final int OBJECTS = 120;
    private static final int ROUNDS = 10;
    private static final String JOB = "photos";
    private static final CloudOptions SLOW =
            CloudOptions.DEFAULT.withLatency(Duration.ofMillis(5)).withMaxPageSize(50);

    @TempDir Path temp;
    private Clouds clouds;
    private FakeBucket source;
    private FakeBucket destination;
    private JobFolder folder;
    private Map<String, String> keys;
    private final SortedSet<String> deleted = new TreeSet<>();
    private final List<Started> all = new ArrayList<>();
    private int seeds;

    @BeforeEach
    void fill() {
        clouds = Clouds.start(temp, SLOW, SLOW);
        source = clouds.s3.createBucket("photos");
        destination = clouds.oss.createBucket("photos-cn");
        folder = JobFolder.of(clouds.workingDir(), JOB);
        for (int i = 0; i < OBJECTS; i++) {
            put(String.format("a/%04d", i), 100 + i);
        }
        put("large", (1 << 20) + 10);
        keys = clouds.s3ToOss(source, destination);
        FaultyJob.tune(keys);
    }

    @AfterEach
    void close() throws IOException {
        all.forEach(started -> started.process().destroyForcibly());
        FaultyJob.assertHarmless(clouds);
        clouds.close();
    }

    private void put(String key, long size) {
        deleted.remove(key);
        source.put(key, Content.generated(++seeds, size));
    }

    private Started start(String... more) throws IOException {
        List<String> words = new ArrayList<>(List.of("run", file().toString(), "--json"));
        words.addAll(List.of(more));
        Started started =
                Started.program(
                        temp,
                        List.of("-Dossimport.checkpointMillis=150"),
                        words.toArray(new String[0]));
        all.add(started);
        return started;
    }

    private Path file() throws IOException {
        return clouds.write(JOB, keys);
    }

    private Typed typed(String verb, String... more) {
        List<String> words = new ArrayList<>(List.of(verb, JOB));
        words.addAll(List.of(more));
        words.addAll(List.of("--working-dir", clouds.workingDir().toString()));
        return Typed.command(words.toArray(new String[0]));
    }

    /** New objects, changed ones, also in parts, and some that are gone. */
    private void change(Random random, int round) {
        for (int i = 0; i < 5; i++) {
            put(String.format("b/%d-%d", round, i), 10 + i);
            put(String.format("a/%04d", random.nextInt(OBJECTS)), 300 + random.nextInt(100));
        }
        put("large", (1 << 20) + 10 + round);
        for (int i = 0; i < 3; i++) {
            List<Key> there = new ArrayList<>(source.objects().keySet());
            String key = there.get(random.nextInt(there.size())).toString();
            if (!key.equals("large")) {
                deleted.add(key);
                source.remove(key);
            }
        }
    }

    /** The newest run that began at this time or later and has its summary, when it is complete. */
    private Optional<RunSummary> completeSince(long millis) {
        try {
            for (int run = folder.newestRun(); run > 0; run--) {
                RunRecord record = folder.readRun(run).orElse(null);
                RunSummary summary = folder.readSummary(run).orElse(null);
                if (record != null && record.startedMillis() < millis) {
                    return Optional.empty();
                }
                if (record != null && summary != null && summary.isComplete()) {
                    return Optional.of(summary);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean isUnderWaySince(long millis) {
        try {
            int run = folder.newestRun();
            @Nullable RunRecord record = folder.readRun(run).orElse(null);
            return record != null
                    && record.startedMillis() >= millis
                    && folder.readSummary(run).isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void assertDestinationFollows(String what) {
        SortedMap<String, String> there = MixedObjects.contents(destination);
        assertThat(there).as(what).containsAllEntriesOf(MixedObjects.contents(source));
        TreeSet<String> extra = new TreeSet<>(there.keySet());
        extra.removeAll(MixedObjects.contents(source).keySet());
        assertThat(deleted).as(what + ": nothing but what was deleted").containsAll(extra);
    }

    @Test
    void tenRoundsOfChangesAndKillsArriveWholeEachTime() throws Exception {
        long seed = Long.getLong("ossimport.test.seed", System.nanoTime());
        System.out.println("seed " + seed); // to be given again with -Dossimport.test.seed
        Random random = new Random(seed);
        Started run = start("--every", "2s");
        Started.await(() -> completeSince(0).isPresent());
        assertDestinationFollows("the first round");

        for (int i = 1; i <= ROUNDS; i++) {
            String what = "seed " + seed + ", round of changes " + i;
            change(random, i);
            long changed = System.currentTimeMillis();
            if (i % 3 == 2) {
                Started.await(() -> isUnderWaySince(changed));
                TimeUnit.MILLISECONDS.sleep(random.nextInt(400));
                run = killed(run);
            }
            Started.await(() -> completeSince(changed).isPresent());
            assertDestinationFollows(what);
            if (i % 3 == 1 && i > 1 && i < ROUNDS) {
                run = killed(run);
            }
            assertThat(run.process().isAlive()).as(run.all()).isTrue();
        }
        Typed second = Typed.command("run", file().toString());
        assertThat(second.status()).isEqualTo(2);
        assertThat(second.err()).contains("is running already");

        long still = System.currentTimeMillis();
        Started.await(() -> completeSince(still).isPresent());
        RunSummary idle = completeSince(still).orElseThrow();
        assertThat(idle.copied()).isZero();
        assertThat(idle.skipped()).isEqualTo(source.count());
        assertThat(idle.requests().source().get()).isZero();
        assertThat(idle.requests().destination().put() + idle.requests().destination().head())
                .isZero();
        assertThat(idle.requests().source().list()).isLessThanOrEqualTo(2 + source.count() / 25);

        assertThat(typed("stop").status()).isZero();
        assertThat(run.end()).as(run.all()).isIn(0, 5);
        assertBooks();
    }

    private Started killed(Started run) throws Exception {
        run.process().destroyForcibly().waitFor();
        return start("--every", "2s");
    }

    /** One summary a round, and the lists of the newest round have a row for each key. */
    private void assertBooks() throws IOException {
        List<Integer> rounds = new ArrayList<>();
        for (Started started : all) {
            for (String line : Files.readString(started.out()).lines().toList()) {
                JsonNode json = new ObjectMapper().readTree(line);
                if (json.get("type").asText().equals("summary")
                        && !json.get("state").asText().equals("stopped")) {
                    assertThat(json.get("state").asText()).isEqualTo("done");
                    rounds.add(json.get("round").asInt());
                }
            }
        }
        assertThat(rounds).isSorted().doesNotHaveDuplicates().hasSizeGreaterThan(ROUNDS);
        assertThat(typed("explain", "large").out()).contains("REPLACED");
        RunSummary last = completeSince(0).orElseThrow();
        FaultyJob.assertAgrees(folder, last, source);
        JsonNode verified =
                Json.summary(Typed.command("verify", file().toString(), "--json").out())
                        .get("verified");
        assertThat(verified.get("same").asLong()).isEqualTo(source.count());
        assertThat(verified.get("extra").asLong()).isEqualTo(destination.count() - source.count());
        for (int run = 1; run < last.run(); run++) {
            assertThat(folder.run(run).resolve("skipped")).doesNotExist();
        }
    }

    @Test
    void betweenTwoRoundsAJobSaysWhenTheNextBeginsAndIsStoppedAndGoneOnWith() throws Exception {
        keys.put("isIncremental", "true");
        keys.put("incrementalModeInterval", "3600");
        Started run = start();
        Started.await(() -> said(run).contains("photos, round 2 begins at "));
        assertThat(said(run)).contains("A round every 1h00m, until it is stopped");
        assertThat(Files.readString(run.out()))
                .contains("\"type\":\"waiting\",\"job\":\"photos\",\"round\":2");

        assertThat(typed("stat").out())
                .contains("Job photos, round 1 (run 1): done.")
                .contains("next      round 2 begins at ");
        assertThat(typed("clean").status()).isEqualTo(2);
        Typed stopped = typed("stop");
        assertThat(stopped.status()).as(stopped.all()).isZero();
        assertThat(stopped.err()).contains("To go on:  ossimport resume ");
        assertThat(run.end()).as(run.all()).isZero();
        assertThat(typed("stat").out()).doesNotContain("next ");
        assertThat(typed("report").out()).contains("round 1 (run 1)");

        Started resumed = Started.program(temp, "resume", file().toString());
        all.add(resumed);
        Started.await(() -> said(resumed).contains("photos, round 2 begins at "));
        resumed.terminate();
        assertThat(resumed.end()).as(resumed.all()).isZero();
        assertThat(resumed.all()).doesNotContain("Exception");
        assertThat(folder.newestRun()).isEqualTo(1);
    }

    @Test
    void whatFailsIsTriedAgainByTheNextRoundAndAStoreThatRefusesIsWaitedFor() throws Exception {
        clouds.s3
                .faults()
                .on("GetObject")
                .where(key -> key.toString().endsWith("7"))
                .always()
                .status(403, "AccessDenied");
        Started run = start("--every", "2s");
        Started.await(
                () -> completeSince(0).filter(round -> round.failed() == OBJECTS / 10).isPresent());
        clouds.s3.faults().clear();
        long now = System.currentTimeMillis();
        Started.await(() -> completeSince(now).isPresent());
        assertThat(completeSince(now).orElseThrow().failed()).isZero();
        assertDestinationFollows("after the refusals");

        put("late", 10);
        clouds.s3.faults().on("ListObjectsV2").always().status(403, "InvalidAccessKeyId");
        Started.await(() -> said(run).contains("InvalidAccessKeyId"));
        assertThat(run.process().isAlive()).isTrue();
        clouds.s3.faults().clear();
        Started.await(() -> destination.object("late") != null);
        run.terminate();
        assertThat(run.end()).as(run.all()).isIn(0, 5);
    }

    @Test
    void anIntervalThatIsNoneIsRefusedInOneSentence() throws Exception {
        Typed word = Typed.command("run", file().toString(), "--every", "soon");
        assertThat(word.status()).as(word.all()).isEqualTo(2);
        assertThat(word.err()).contains("\"soon\" is not a duration; write 90s, 15m, 1h30m");
        Typed none = Typed.command("run", file().toString(), "--every", "0m");
        assertThat(none.status()).as(none.all()).isEqualTo(3);
        assertThat(none.err()).contains("incrementalModeInterval is 0");
        Typed copy = Typed.command("copy", temp + "/a/", temp + "/b/", "--every", "0");
        assertThat(copy.status()).as(copy.all()).isEqualTo(3);
        assertThat(copy.err()).contains("--every is 0; a second is the least.");
        Typed nothing = Typed.command("resume", file().toString(), "--every", "1h");
        assertThat(nothing.status()).as(nothing.all()).isEqualTo(2);
        assertThat(nothing.err()).contains("Job photos has no rounds to go on with.");
        assertThat(folder.path()).doesNotExist();
    }

    private static String said(Started run) {
        try {
            return Files.readString(run.err());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
