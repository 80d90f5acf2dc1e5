package io.ossimport.transfer.simulation;

import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.config.CredentialsSource;
import io.ossimport.core.job.CopySettings;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.JobType;
import io.ossimport.core.job.MetadataPolicy;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.store.Capabilities;
import io.ossimport.core.store.UploadLimits;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.transfer.move.Mover;
import io.ossimport.transfer.report.Totals;
import io.ossimport.transfer.scan.KeyMapping;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;

/**
 * One job from a seed, from its beginning to its end: the objects, the settings, the weather, every
 * crash and everything that others do follow from the seed, and so does every step.
 */
final class Simulation {

    private static final double LONGEST_SECONDS = Duration.ofHours(12).toSeconds();
    private static final long MOST_STEPS = 500_000;

    /**
     * What became of a job.
     *
     * @param digest of all steps
     * @param seconds that passed for the job
     * @param openUploads at the destination in the end
     * @param lateWrites see {@link Judge#lateWrites}
     * @param wronglySame see {@link Judge#wronglySame}
     * @param partsForOthers that movers sent of objects that others had
     */
    record Result(
            long digest,
            long steps,
            double seconds,
            Totals totals,
            int openUploads,
            int lateWrites,
            int wronglySame,
            int partsForOthers) {}

    private final long seed;
    private final VirtualTime time = new VirtualTime();
    private final Trace trace = new Trace(time);
    private final Random chance;
    private final Weather weather;
    private final JobSpec job;
    private final World world;
    private boolean sourceKeepsCrc;
    private final Judge judge;
    private final Cluster cluster;

    Simulation(long seed) {
        this.seed = seed;
        this.chance = new Random(seed * 0x9E3779B97F4A7C15L);
        this.weather = new Weather(chance, time);
        this.job = job();
        this.world = world();
        world.fill(chance.nextInt(chance.nextInt(10) == 0 ? 120 : 25));
        this.judge = new Judge(world);
        this.cluster = new Cluster(time, chance, trace, judge, new Ways());
    }

    private JobSpec job() {
        List<OverwritePolicy> policies = List.of(OverwritePolicy.values());
        return new JobSpec(
                "simulated",
                JobType.IMPORT,
                place("s3", "in/"),
                place("oss", "out/"),
                TakeRules.ALL,
                policies.get(chance.nextInt(policies.size())),
                new CopySettings(
                        300,
                        100 + chance.nextInt(200),
                        1 + chance.nextInt(8),
                        500 + chance.nextInt(5000),
                        1 + chance.nextInt(5),
                        MetadataPolicy.RENAME,
                        chance.nextInt(8) == 0 ? 2000 : 0),
                1 + chance.nextInt(2),
                "/nowhere");
    }

    private static StoreSpec place(String type, String prefix) {
        return new StoreSpec(type, "", "", "bucket", prefix, CredentialsSource.ANONYMOUS, Map.of());
    }

    private World world() {
        UploadLimits limits = new UploadLimits(1 << 20, 100, 1 << 20, 10_000, 1 << 30);
        boolean proves = chance.nextInt(8) > 0;
        MemoryStore source = store("mem://source", chance.nextInt(8) > 0, true, limits);
        MemoryStore destination = store("mem://destination", true, proves, limits);
        sourceKeepsCrc = chance.nextBoolean();
        source.setStoredChecksums(
                List.of(sourceKeepsCrc ? ChecksumAlgorithm.CRC64_XZ : ChecksumAlgorithm.MD5));
        source.setMaxPageSize(1 + chance.nextInt(12));
        destination.setMaxPageSize(1 + chance.nextInt(12));
        if (chance.nextBoolean()) {
            source.setListedChecksum(ChecksumAlgorithm.MD5);
            destination.setListedChecksum(ChecksumAlgorithm.MD5);
        }
        return new World(source, destination, KeyMapping.of(job), time, chance, trace);
    }

    private MemoryStore store(String name, boolean pins, boolean proves, UploadLimits limits) {
        Capabilities like = MemoryStore.OSS_LIKE;
        return new MemoryStore(
                name,
                new Capabilities(
                        true,
                        true,
                        pins,
                        proves ? like.writeChecksums() : List.of(),
                        proves,
                        true,
                        like.metadata(),
                        limits),
                time.clock());
    }

    /** The ways and movers of new lives. */
    private final class Ways implements Cluster.Lives {

        @Override
        public Link source() {
            boolean proves =
                    !world.destination.capabilities().writeChecksums().isEmpty() && sourceKeepsCrc;
            return link(world.source, proves, true);
        }

        @Override
        public Link destination() {
            boolean proves = !world.destination.capabilities().writeChecksums().isEmpty();
            return link(world.destination, proves, false);
        }

        private Link link(MemoryStore store, boolean proves, boolean isSource) {
            return new Link(
                    store,
                    isSource ? key -> key : world.mapping::toSource,
                    proves,
                    weather,
                    time,
                    chance,
                    trace,
                    judge);
        }

        // No machine's clock is right, and a clock that is put right may go back.
        @Override
        public Mover mover(
                Link source, Link destination, Totals start, ScheduledExecutorService own) {
            Duration wrong = Duration.ofMinutes(chance.nextInt(3000) - 1500);
            return new Mover(
                    job,
                    source,
                    destination,
                    start,
                    null,
                    Set.of(),
                    time.clock(wrong),
                    time::nanoTime,
                    new Random(chance.nextLong()),
                    own);
        }
    }

    /** Runs the job to its end. Fails with the last steps when it broke an invariant. */
    Result run() {
        trouble();
        cluster.begin();
        while (!cluster.isDone() && judge.violation() == null) {
            boolean ran = time.runNext();
            if (!ran || time.seconds() > LONGEST_SECONDS || trace.steps() > MOST_STEPS) {
                judge.violated("the job does not end");
            }
        }
        judge.done();
        if (judge.violation() != null) {
            throw new AssertionError(
                    "seed " + seed + ": " + judge.violation() + "\n" + job + "\n" + trace);
        }
        return new Result(
                trace.digest(),
                trace.steps(),
                time.seconds(),
                judge.counted(),
                world.destination.openUploads(),
                judge.lateWrites(),
                judge.wronglySame(),
                judge.partsForOthers());
    }

    /** When others crash, stop and meddle, until it clears up. */
    private void trouble() {
        for (int crashes = chance.nextInt(7); crashes > 0; crashes--) {
            time.laterMillis(anyTime(), cluster::crash);
        }
        if (chance.nextBoolean()) {
            for (int changes = chance.nextInt(12); changes > 0; changes--) {
                time.laterMillis(anyTime(), world::meddle);
            }
        }
    }

    private long anyTime() {
        double most =
                chance.nextBoolean()
                        ? Math.min(4, weather.clearsUpSeconds())
                        : weather.clearsUpSeconds();
        return (long) (chance.nextDouble() * most * 1000);
    }
}
