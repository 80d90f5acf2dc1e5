package io.ossimport.engine;

import io.ossimport.core.job.JobSpec;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.testkit.store.StoreFaults;
import io.ossimport.transfer.input.ReadingListener;
import io.ossimport.transfer.report.RunSummary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The program that {@link KillTest} kills. Says on stdout how many objects it has put. */
final class KilledRun {

    /** How many objects its source has. */
    static final int OBJECTS = 20_000;

    /** It says something after so many puts. */
    static final int STEP = 250;

    private KilledRun() {}

    /** The job that it runs. */
    static JobSpec job(Path workingDirectory) {
        return TestJob.inMemory("killed", workingDirectory, 2);
    }

    /** Runs the job in the folder that is the only argument. */
    public static void main(String[] arguments) throws Exception {
        TestJob.fill("killed", OBJECTS);
        MemoryStore to = MemoryStores.create("killed-to");
        to.setFaults(
                new StoreFaults() {
                    @Override
                    public CompletionStage<Void> before(Call call) {
                        if (call.operation().equals("put") && call.nth() % STEP == 0) {
                            System.out.println("put " + call.nth());
                        }
                        return CompletableFuture.completedFuture(null);
                    }
                });
        LocalRun run =
                LocalRun.start(
                        job(Path.of(arguments[0])),
                        ReadingListener.NONE,
                        Engine.HERE,
                        Duration.ofMillis(100));
        System.out.println(run.isResumed() ? "resumed" : "begun");
        RunSummary summary = TestJob.finish(run);
        System.out.println(summary.toJson());
        System.exit(0);
    }
}
