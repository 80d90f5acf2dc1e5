package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.netty.channel.epoll.Epoll;
import io.ossimport.cli.FaultyCase.Shape;
import io.ossimport.cli.FaultyCase.Watched;
import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.fault.FaultAgent;
import io.ossimport.testkit.fault.FaultKind;
import io.ossimport.testkit.fault.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each call on a file or socket that a job makes fails in turn, in every way that it can. The run
 * must end well or say what happened, and the same command must then bring the job to its end. What
 * is counted as a call, and how to fail one again, is in docs/proof.md.
 */
class NthStepTest {

    private static final String INTERVAL = "ossimport.checkpointMillis";
    private static final int MOST = Integer.getInteger("ossimport.test.most", 2);
    private static final String ONLY_STEP = System.getProperty("ossimport.test.step", "");
    private static final String ONLY_KIND = System.getProperty("ossimport.test.kind", "");
    private static final CloudOptions QUICK =
            CloudOptions.DEFAULT.withLatency(Duration.ofMillis(5));
    private static final int WARM_UP_RUNS = 3;
    private static final int TRIES = 3;

    private static @Nullable FaultAgent agent;

    @TempDir private Path temp;

    private final Set<Step> done = new HashSet<>();
    private final Map<FaultKind, Integer> cases = new EnumMap<>(FaultKind.class);
    private final List<String> missed = new ArrayList<>();
    private final List<String> violations = new ArrayList<>();
    private int jobs;

    @BeforeAll
    static void watchCalls() throws IOException {
        assumeTrue(Epoll.isAvailable(), "sockets are watched in Netty's epoll transport only");
        System.setProperty(INTERVAL, "100");
        agent = FaultAgent.install();
    }

    @AfterAll
    static void giveBack() {
        System.clearProperty(INTERVAL);
        if (agent != null) {
            agent.close();
        }
    }

    @Test
    void whicheverCallFailsTheJobTellsTheTruthAndCanBeFinished() throws Exception {
        try (Clouds clouds = Clouds.start(temp, QUICK, QUICK)) {
            FakeBucket source = clouds.s3.createBucket("photos");
            SortedMap<String, Content> objects = FaultyJob.objects(15, 1);
            FaultyJob.fill(source, objects);
            for (Shape shape : Shape.values()) {
                failInTurn(shape, clouds, source);
            }
        }
        System.out.println(done.size() + " calls; " + cases + " cases; not reached: " + missed);
        assertThat(violations).isEmpty();
        if (ONLY_STEP.isEmpty()) {
            assertThat(done).hasSizeGreaterThan(100);
            assertThat(missed).as("faults that did not happen").hasSizeLessThan(cases() / 20);
        }
    }

    private int cases() {
        return cases.values().stream().mapToInt(Integer::intValue).sum();
    }

    // Calls that were failed in another shape are not failed again.
    private void failInTurn(Shape shape, Clouds clouds, FakeBucket source) throws Exception {
        for (int i = 0; i < WARM_UP_RUNS; i++) {
            job(shape, clouds, source).run(null, FaultKind.SHORT, MOST);
        }
        List<Step> steps =
                job(shape, clouds, source).prepared(MOST).run(null, FaultKind.SHORT, MOST).seen();
        for (Step step : steps) {
            if (!done.add(step) || !(ONLY_STEP.isEmpty() || step.isNamed(ONLY_STEP))) {
                continue;
            }
            for (FaultKind kind : FaultKind.values()) {
                if (step.canHave(kind)
                        && (ONLY_KIND.isEmpty() || kind.name().equalsIgnoreCase(ONLY_KIND))) {
                    cases.merge(kind, 1, Integer::sum);
                    fail(shape, clouds, source, step, kind);
                }
            }
        }
    }

    private FaultyCase job(Shape shape, Clouds clouds, FakeBucket source) throws IOException {
        return new FaultyCase(shape, "job-" + ++jobs, clouds, source);
    }

    // What a run does first differs a little from run to run, so a call that was not made is tried
    // again in another job.
    private void fail(Shape shape, Clouds clouds, FakeBucket source, Step step, FaultKind kind)
            throws Exception {
        String what = shape + ", " + kind + " at " + step;
        for (int i = 0; i < TRIES; i++) {
            FaultyCase job = job(shape, clouds, source).prepared(MOST);
            try {
                Watched run = job.run(step, kind, MOST);
                System.out.println(what + ": status " + run.typed().status());
                job.assertTruthful(step, kind, run);
                Typed again = job.run(null, kind, MOST).typed();
                assertThat(again.status()).as("the next run: %s", again.all()).isZero();
                job.assertDone();
                if (run.reached()) {
                    return;
                }
            } catch (AssertionError e) {
                violations.add(what + ": " + e + again(step, kind));
                return;
            }
        }
        missed.add(what);
    }

    private static String again(Step step, FaultKind kind) {
        return "\nagain with -Dtest=NthStepTest '-Dossimport.test.step="
                + step
                + "' -Dossimport.test.kind="
                + kind;
    }
}
