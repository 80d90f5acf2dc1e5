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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
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
abstract class NthCallTest {

    private static final String INTERVAL = "ossimport.checkpointMillis";
    private static final String ONLY_STEP = System.getProperty("ossimport.test.step", "");
    private static final CloudOptions QUICK =
            CloudOptions.DEFAULT.withLatency(Duration.ofMillis(5));
    private static final int WARM_UP_RUNS = 3;
    private static final int LOOKS = 5;
    private static final int TRIES = 3;

    private static @Nullable FaultAgent agent;

    @TempDir private Path temp;

    private final List<FaultKind> kinds;
    private final Set<Step> done = new HashSet<>();
    private final Map<FaultKind, Integer> cases = new EnumMap<>(FaultKind.class);
    private final List<String> missed = new ArrayList<>();
    // every kind of fault with every call, whichever of the calls of this name it was
    private final Set<String> wanted = new TreeSet<>();
    private final Set<String> reached = new HashSet<>();
    private final List<String> violations = new ArrayList<>();
    private int jobs;

    NthCallTest(FaultKind... kinds) {
        this.kinds = List.of(kinds);
    }

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
            // How many checkpoints a run lives through is up to the machine, but not that it does.
            wanted.removeAll(reached);
            assertThat(wanted).as("calls that no fault befell").isEmpty();
            int all = cases.values().stream().mapToInt(Integer::intValue).sum();
            assertThat(missed).as("faults that did not happen").hasSizeLessThan(all / 4);
        }
    }

    // Calls that were failed in another shape are not failed again.
    private void failInTurn(Shape shape, Clouds clouds, FakeBucket source) throws Exception {
        Set<Step> steps = steps(shape, clouds, source);
        System.out.println(shape + ": " + steps.size() + " calls");
        for (Step step : steps) {
            if (!done.add(step) || !(ONLY_STEP.isEmpty() || step.isNamed(ONLY_STEP))) {
                continue;
            }
            for (FaultKind kind : kinds) {
                if (step.canHave(kind)) {
                    cases.merge(kind, 1, Integer::sum);
                    fail(shape, clouds, source, step, kind);
                }
            }
        }
    }

    // What each of some runs does: what a run does only when it happens to take longer, such as one
    // more checkpoint, nobody can make it do.
    private Set<Step> steps(Shape shape, Clouds clouds, FakeBucket source) throws Exception {
        for (int i = 0; i < WARM_UP_RUNS; i++) {
            job(shape, clouds, source).run(null, FaultKind.SHORT);
        }
        Set<Step> always = new LinkedHashSet<>();
        for (int i = 0; i < LOOKS; i++) {
            FaultyCase job = job(shape, clouds, source).prepared();
            List<Step> seen = job.run(null, FaultKind.SHORT).seen();
            if (i == 0) {
                always.addAll(seen);
            } else {
                always.retainAll(new HashSet<>(seen));
            }
        }
        return always;
    }

    private FaultyCase job(Shape shape, Clouds clouds, FakeBucket source) throws IOException {
        return new FaultyCase(shape, "job-" + ++jobs, clouds, source);
    }

    // What a run does first differs a little from run to run, so a call that was not made is tried
    // again in another job.
    private void fail(Shape shape, Clouds clouds, FakeBucket source, Step step, FaultKind kind)
            throws Exception {
        String what = shape + ", " + kind + " at " + step;
        String name = kind + " at " + step.name();
        wanted.add(name);
        for (int i = 0; i < TRIES; i++) {
            FaultyCase job = job(shape, clouds, source).prepared();
            try {
                Watched run = job.run(step, kind);
                System.out.println(what + ": status " + run.typed().status());
                job.assertTruthful(step, kind, run);
                Typed again = job.run(null, kind).typed();
                assertThat(again.status()).as("the next run: %s", again.all()).isZero();
                job.assertDone();
                if (run.reached()) {
                    reached.add(name);
                    return;
                }
            } catch (AssertionError e) {
                violations.add(what + ": " + e + again(step));
                return;
            }
        }
        missed.add(what);
    }

    private String again(Step step) {
        return "\nagain with -Dtest="
                + getClass().getSimpleName()
                + " '-Dossimport.test.step="
                + step
                + "'";
    }
}
