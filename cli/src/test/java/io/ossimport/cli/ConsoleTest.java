package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.leak.Canary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** OssImport's console with three machines, which are three loopback addresses of a real sshd. */
class ConsoleTest {

    private static final CloudOptions SLOW =
            CloudOptions.DEFAULT.withLatency(Duration.ofMillis(25)).withMaxPageSize(100);

    @TempDir Path temp;
    private ConsoleMachines machines;
    private Clouds clouds;

    @BeforeEach
    void threeMachines() throws Exception {
        machines = ConsoleMachines.start(temp);
        clouds = Clouds.start(temp, SLOW, SLOW);
    }

    @AfterEach
    void endAll() throws Exception {
        if (machines != null) { // otherwise the test is skipped
            clouds.close();
            machines.close();
        }
    }

    @Test
    void anUnchangedJobIsDeployedSubmittedStoppedAndFinished() throws Exception {
        FakeBucket source = clouds.s3.createBucket("photos");
        FakeBucket destination = clouds.oss.createBucket("photos-cn");
        FaultyJob.fill(source, FaultyJob.objects(250, 3));
        FaultyJob.prepare(source, destination);
        Map<String, String> keys = clouds.s3ToOss(source, destination);
        FaultyJob.tune(keys);
        Path job = machines.job("photos", keys);
        keys.put("destSecretKey", Canary.secret("WrongSecret"));
        Path wrong = machines.job("wrong", keys);

        Typed deployed = machines.console("deploy");
        assertThat(deployed.status()).as(deployed.all()).isZero();
        assertThat(deployed.out().lines().filter(line -> line.endsWith("yes"))).hasSize(3);
        assertDeployedForOwnerOnly();

        Typed started = machines.console("start");
        assertThat(started.status()).as(started.all()).isZero();
        assertThat(started.out().lines().filter(line -> line.endsWith(": started."))).hasSize(4);
        Typed again = machines.console("start");
        assertThat(again.out().lines().filter(line -> line.contains("already"))).hasSize(4);

        Typed refused = machines.console("submit", wrong.toString());
        assertThat(refused.status()).as(refused.all()).isEqualTo(4);
        assertThat(refused.all()).contains("SignatureDoesNotMatch").doesNotContain("success!");

        limit("--requests", "30"); // so that it is not done before it is stopped
        Typed submitted = machines.console("submit", job.toString());
        assertThat(submitted.status()).as(submitted.all()).isZero();
        assertThat(submitted.out()).contains("submit job:photos success!");
        Started.await(() -> clouds.oss.requests().count("PutObject") >= 40);
        assertEverythingStops(5);
        limit("--clear");
        assertThat(stat().out()).contains("JobState:Abort");
        assertThat(machines.console("start").status()).isZero();
        assertThat(machines.console("submit", job.toString()).status()).isZero();
        awaitDone();
        assertThat(machines.logs()).contains("Going on with run 1");

        FaultyJob.assertDone(machines.workingDir(), "photos", source);
        FaultyJob.assertSame(source, destination);
        FaultyJob.assertHarmless(clouds);

        Started.await(() -> machines.left().stream().noneMatch(left -> left.contains("photos")));
        assertEverythingStops(4);
        assertSecretsOnlyInJobFiles();

        assertThat(machines.console("clean", "photos").out())
                .contains("Clean job:photos completed.");
        assertThat(machines.workingDir().resolve("conf/photos.cfg")).doesNotExist();
    }

    private void limit(String... options) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                "limit",
                                machines.conf().resolve("photos.cfg").toString(),
                                "--working-dir",
                                machines.workingDir().toString()));
        words.addAll(List.of(options));
        assertThat(Typed.command(words.toArray(String[]::new)).status()).isZero();
    }

    private void assertEverythingStops(int processes) throws Exception {
        Typed stopped = machines.console("stop");
        assertThat(stopped.status()).as(stopped.all()).isZero();
        assertThat(stopped.out().lines().filter(line -> line.endsWith(" stopped.")))
                .as(stopped.all())
                .hasSize(processes);
        assertThat(machines.left()).isEmpty();
    }

    private void awaitDone() throws Exception {
        Typed[] last = new Typed[1];
        try {
            Started.await(
                    () -> {
                        last[0] = stat();
                        return last[0].out().contains("JobState:Succeed");
                    });
        } catch (AssertionError tooSlow) {
            throw new AssertionError(last[0] + machines.logs(), tooSlow);
        }
        assertThat(last[0].out())
                .contains("JobName:photos", "PendingTasks:0", "FailedTasks:0", "ScanFinished:true")
                .contains("copied");
    }

    private Typed stat() {
        return Typed.command("cluster", "stat", "photos", "--conf", machines.conf().toString());
    }

    private void assertDeployedForOwnerOnly() throws IOException {
        try (Stream<Path> files = Files.walk(machines.workingDir())) {
            for (Path file : files.toList()) {
                Set<PosixFilePermission> rights = Files.getPosixFilePermissions(file);
                assertThat(PosixFilePermissions.toString(rights)).as("%s", file).endsWith("------");
            }
        }
        assertThat(machines.workingDir().resolve("conf/sys.properties")).exists();
        assertThat(machines.workingDir().resolve("cluster/cluster.p12")).exists();
    }

    private void assertSecretsOnlyInJobFiles() throws IOException {
        Path conf = machines.workingDir().resolve("conf");
        Path program = machines.workingDir().resolve("package"); // which knows what to look for
        assertThat(Canary.findIn(machines.workingDir()))
                .filteredOn(file -> !file.startsWith(program))
                .containsExactlyInAnyOrder(conf.resolve("photos.cfg"), conf.resolve("wrong.cfg"));
        for (Path file : Canary.findIn(conf)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aMachineThatDoesNotSeeTheFolderAndOneThatDoesNotAnswerAreNamed() throws Exception {
        machines.hideFolderFrom("127.0.0.3");
        Typed hidden = machines.console("deploy");
        assertThat(hidden.status()).as(hidden.all()).isEqualTo(3);
        assertThat(hidden.err())
                .contains("127.0.0.3 does not see in " + machines.workingDir())
                .contains("what 127.0.0.1 has written there");

        Files.writeString(machines.conf().resolve("workers"), "127.0.0.1\n127.0.0.2\n127.0.0.4\n");
        Typed unreached = machines.console("deploy");
        assertThat(unreached.status()).as(unreached.all()).isEqualTo(4);
        assertThat(unreached.err()).contains("127.0.0.4 cannot be reached by ssh");
        assertThat(unreached.out()).contains("not reached");
        assertThat(machines.workingDir().resolve("package")).doesNotExist();
    }

    @Test
    void aPasswordIsToldToSshOnlyAndAnUnknownMachineIsNotTrusted() throws Exception {
        machines.usePassword(SshServer.PASSWORD);
        Typed status = machines.cluster("status");
        assertThat(status.status()).as(status.all()).isEqualTo(5);
        assertThat(status.err()).contains("A key is safer");
        assertThat(status.out().lines().filter(line -> line.endsWith("not running"))).hasSize(3);

        machines.forgetHosts();
        Typed unknown = machines.cluster("status");
        assertThat(unknown.status()).as(unknown.all()).isEqualTo(4);
        assertThat(unknown.err()).contains("Host key verification failed");
    }
}
