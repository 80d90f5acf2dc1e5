package io.ossimport.transfer.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Every seed is a job with other objects, settings, faults and crashes. {@code
 * -Dossimport.test.seeds=N} runs more or fewer of them, {@code -Dossimport.test.seed=N} one of them
 * again.
 */
class SimulatorTest {

    private static final long SEEDS = Long.getLong("ossimport.test.seeds", 20_000);
    private static final Long SEED = Long.getLong("ossimport.test.seed");
    private static final int SHOWN = 3;

    /** What happened in all jobs together: without it, nothing would have been tested. */
    private static final class Sum {
        final AtomicLong jobs = new AtomicLong();
        final AtomicLong steps = new AtomicLong();
        final AtomicLong listed = new AtomicLong();
        final AtomicLong copied = new AtomicLong();
        final AtomicLong failed = new AtomicLong();
        final AtomicLong openUploads = new AtomicLong();
        final AtomicLong lateWrites = new AtomicLong();
        final AtomicLong wronglySame = new AtomicLong();
        final AtomicLong partsForOthers = new AtomicLong();

        void add(Simulation.Result result) {
            jobs.incrementAndGet();
            steps.addAndGet(result.steps());
            listed.addAndGet(result.totals().listed());
            copied.addAndGet(result.totals().copied());
            failed.addAndGet(result.totals().failed());
            openUploads.addAndGet(result.openUploads());
            lateWrites.addAndGet(result.lateWrites());
            wronglySame.addAndGet(result.wronglySame());
            partsForOthers.addAndGet(result.partsForOthers());
        }

        @Override
        public String toString() {
            return String.format(
                    "%s jobs, %s steps, %s keys listed, %s copied, %s failed; %s uploads left open,"
                            + " %s late writes, %s spoiled objects called the same, %s parts sent for"
                            + " another mover",
                    jobs,
                    steps,
                    listed,
                    copied,
                    failed,
                    openUploads,
                    lateWrites,
                    wronglySame,
                    partsForOthers);
        }
    }

    @Test
    void everyKeyHasOneTrueOutcomeWhateverGoesWrong() {
        LongStream seeds = SEED == null ? LongStream.range(0, SEEDS) : LongStream.of(SEED);
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        Sum sum = new Sum();

        seeds.parallel()
                .forEach(
                        seed -> {
                            try {
                                sum.add(new Simulation(seed).run());
                            } catch (AssertionError | RuntimeException e) {
                                failures.add(e);
                            }
                        });

        System.out.println(sum);
        assertThat(failures.stream().limit(SHOWN).toList())
                .as("%s of the seeds failed, the first of them", failures.size())
                .isEmpty();
        assertThat(sum.copied.get()).isGreaterThan(sum.jobs.get());
        assertThat(sum.partsForOthers.get()).isPositive();
    }

    @Test
    void theSameSeedIsTheSameJob() {
        for (long seed = 0; seed < 200; seed++) {
            assertThat(new Simulation(seed).run()).isEqualTo(new Simulation(seed).run());
        }
    }
}
