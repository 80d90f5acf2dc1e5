package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.leak.Canary;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.RunSummary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A master and workers as processes of their own on this machine, and a job on them between strict
 * stand-ins: processes are killed, and others come.
 */
class ClusterTest {

    private static final int SMALL = 900;
    private static final int LARGE = 6;
    private static final CloudOptions SLOW =
            CloudOptions.DEFAULT.withLatency(Duration.ofMillis(25)).withMaxPageSize(100);
    private static final List<String> OFTEN = List.of("-Dossimport.checkpointMillis=500");

    @TempDir Path temp;
    private Clouds clouds;
    private FakeBucket source;
    private FakeBucket destination;
    private Path jobFile;
    private String master = "";
    private final List<Started> processes = new ArrayList<>();

    @BeforeEach
    void aJobAndAMaster() throws Exception {
        clouds = Clouds.start(temp, SLOW, SLOW);
        source = clouds.s3.createBucket("photos");
        destination = clouds.oss.createBucket("photos-cn");
        SortedMap<String, Content> objects = FaultyJob.objects(SMALL, LARGE);
        FaultyJob.fill(source, objects);
        FaultyJob.prepare(source, destination);
        Map<String, String> keys = clouds.s3ToOss(source, destination);
        FaultyJob.tune(keys);
        jobFile = clouds.write("clustered", keys);
        int port = FreePorts.three();
        master = "127.0.0.1:" + port;
        started("cluster", "master", "--port", Integer.toString(port));
        Path key = clouds.workingDir().resolve("cluster/cluster.p12");
        Started.await(() -> Files.exists(key));
    }

    @AfterEach
    void endAll() throws Exception {
        for (Started process : processes) {
            process.process().destroyForcibly().onExit().join();
            assertThat(process.all()).doesNotContain(Canary.TEXT);
        }
        clouds.close();
    }

    private Started started(String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of(words));
        all.addAll(List.of("--working-dir", clouds.workingDir().toString()));
        Started process = Started.program(temp, OFTEN, all.toArray(String[]::new));
        processes.add(process);
        return process;
    }

    private Started worker() throws IOException {
        return started("cluster", "worker", "--master", master, "--movers", "2");
    }

    private Started run() throws IOException {
        return run(jobFile);
    }

    private Started run(Path job) throws IOException {
        Started run = Started.program(temp, OFTEN, "run", job.toString(), "--cluster", master);
        processes.add(run);
        return run;
    }

    private void awaitPuts(long count) throws Exception {
        try {
            Started.await(() -> clouds.oss.requests().count("PutObject") >= count);
        } catch (AssertionError tooFew) {
            throw new AssertionError(saidByAll(), tooFew);
        }
    }

    private String saidByAll() throws IOException {
        StringBuilder all = new StringBuilder("fewer objects than expected have arrived\n");
        for (Started process : processes) {
            all.append(process.all());
        }
        return all.append(logs()).toString();
    }

    private String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> logs = Files.list(clouds.workingDir().resolve("cluster/logs"))) {
            for (Path log : logs.toList()) {
                all.append(log).append('\n').append(Files.readString(log));
            }
        }
        return all.toString();
    }

    private void assertAllDone() throws IOException {
        RunSummary summary = FaultyJob.assertDone(clouds.workingDir(), "clustered", source);
        FaultyJob.assertSame(source, destination);
        FaultyJob.assertHarmless(clouds);
        assertThat(destination.openUploads()).isZero();
        JobFolder folder = JobFolder.of(clouds.workingDir(), "clustered");
        assertThat(folder.list(summary.run(), OutcomeKind.FAILED)).isEmptyDirectory();
        assertNoSecretIn(clouds.workingDir().resolve("cluster"));
        assertNoSecretIn(folder.path());
    }

    private static void assertNoSecretIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as("%s", file)
                        .doesNotContain(Canary.TEXT);
            }
        }
    }

    @Test
    void aWorkerIsKilledAndAnotherComesWhileTheJobGoesOn() throws Exception {
        Started first = worker();
        worker();
        Started run = run();
        awaitPuts(200);

        first.process().destroyForcibly().onExit().join();
        worker();

        assertThat(run.end()).as(run.all()).isZero();
        assertAllDone();
    }

    @Test
    void partsOfWhatIsHugeAreSentByWhoHasNothingElseToDo() throws Exception {
        int parts = 60;
        Content content = Content.generated(7, (long) parts * FaultyJob.PART - 1);
        FakeBucket films = clouds.s3.createBucket("films");
        FaultyJob.fill(films, new TreeMap<>(Map.of("huge", content)));
        Map<String, String> keys = clouds.s3ToOss(films, destination);
        FaultyJob.tune(keys);
        keys.put("transfersInFlight", "2"); // one a mover, so that it takes some seconds
        worker();

        Started run = run(clouds.write("films", keys));

        assertThat(run.end()).as(run.all()).isZero();
        FaultyJob.assertDone(clouds.workingDir(), "films", films);
        assertThat(Objects.requireNonNull(destination.object("huge")).content().toBytes())
                .isEqualTo(content.toBytes());
        assertThat(logs()).contains("parts of huge for another mover");
        assertThat(clouds.oss.requests().count("UploadPart")).isBetween((long) parts, parts + 2L);
    }

    @Test
    void theJobGoesOnWithoutWhoBeganItAndIsFoundAgain() throws Exception {
        worker();
        Started run = run();
        awaitPuts(200);
        run.process().destroyForcibly().onExit().join();
        long puts = clouds.oss.requests().count("PutObject") + 100;
        awaitPuts(puts);

        Typed here = Typed.command("run", jobFile.toString());
        assertThat(here.status()).as(here.all()).isEqualTo(4);
        assertThat(here.err()).contains("was given to the cluster at " + master);

        Started again = run();
        assertThat(again.end()).as(again.all()).isZero();
        assertThat(again.all()).contains("Going on with run 1");
        assertAllDone();
        assertThat(clouds.oss.requests().count("PutObject")).isLessThanOrEqualTo(SMALL + 3);
    }

    @Test
    void withoutTheKeyThereIsNoConnection() throws Exception {
        Started run =
                Started.program(
                        temp,
                        OFTEN,
                        "run",
                        jobFile.toString(),
                        "--cluster",
                        master,
                        "--working-dir",
                        temp.resolve("elsewhere").toString());
        assertThat(run.end()).isEqualTo(4);
        assertThat(run.all()).contains("The key of the cluster is not in");
    }
}
