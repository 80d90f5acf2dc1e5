package io.ossimport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.job.JobSpec;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.engine.sink.OutcomeLists;
import io.ossimport.engine.source.MigrationSource;
import io.ossimport.engine.state.OutcomeTypeInfo;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.transfer.input.ReadingListener;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.Progress;
import io.ossimport.transfer.report.Recount;
import io.ossimport.transfer.report.Totals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.jobmaster.JobResult;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Movers die one by one, at random points, while the others and the planner live on: what Flink
 * does when a machine of a cluster is lost. No key may lose its row or get a second one.
 */
@Timeout(300)
class FailoverTest {

    private static final int OBJECTS = 8_000;
    private static final AtomicInteger DEATHS = new AtomicInteger();
    private static final int MOST_DEATHS = 6;

    @TempDir private Path directory;

    @Test
    void everyKeyHasOneRowHoweverOftenMoversDie() throws Exception {
        long seed = new Random().nextLong();
        DEATHS.set(0);
        JobSpec job = TestJob.inMemory("failover", directory, 3);
        MemoryStore from = TestJob.fill("failover", OBJECTS);
        MemoryStore to = MemoryStores.create("failover-to");
        JobFolder.of(job).make();
        RunFolder run = RunFolder.open(job, ReadingListener.NONE);

        JobResult result = execute(run, seed);

        assertThat(result.isSuccess()).as("seed %d: %s", seed, result).isTrue();
        assertThat(DEATHS).as("seed %d", seed).hasValueGreaterThan(0);
        assertThat(to.objects().keySet()).isEqualTo(from.objects().keySet());
        assertThat(TestJob.keys(job, 1))
                .as("seed %d", seed)
                .containsExactlyElementsOf(from.objects().keySet());
        Totals counted =
                JobFolder.of(job).readProgress(1).map(Progress::totals).orElse(Totals.ZERO);
        assertThat(counted.agreesWith(Recount.of(JobFolder.of(job), 1).totals()))
                .as("seed %d: %s", seed, counted)
                .isTrue();
    }

    private static JobResult execute(RunFolder run, long seed) throws Exception {
        Configuration settings =
                RunSettings.job(
                        run.folder(), run.id().job().movers(), Duration.ofMillis(100), null);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 100);
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(10));
        StreamExecutionEnvironment flink =
                StreamExecutionEnvironment.getExecutionEnvironment(settings);
        flink.fromSource(
                        new MigrationSource(run.id(), true),
                        WatermarkStrategy.noWatermarks(),
                        "move")
                .uid("move")
                .map(outcome -> dieNowAndThen(outcome, seed))
                .returns(OutcomeTypeInfo.INSTANCE)
                .uid("die")
                .sinkTo(OutcomeLists.in(run.folder().run(1)))
                .uid("report");
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(RunSettings.cluster(run.scratch()))
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(run.id().job().movers())
                                .build());
        cluster.start();
        try {
            JobID id = cluster.submitJob(flink.getStreamGraph().getJobGraph()).get().getJobID();
            return cluster.requestJobResult(id).get();
        } finally {
            cluster.close();
        }
    }

    // One in 1000 outcomes or so is the last that its mover gives in this life.
    private static Outcome dieNowAndThen(Outcome outcome, long seed) {
        Random random = new Random(seed ^ outcome.key().hashCode() * 31L + DEATHS.get());
        random.nextInt();
        if (random.nextInt(1_000) == 0 && DEATHS.incrementAndGet() <= MOST_DEATHS) {
            throw new IllegalStateException("a mover dies, as the test wants");
        }
        return outcome;
    }
}
