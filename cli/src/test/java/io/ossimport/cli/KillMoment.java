package io.ossimport.cli;

import io.ossimport.testkit.cloud.FaultScript;
import io.ossimport.testkit.cloud.Moment;
import io.ossimport.transfer.report.JobFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The moments at which the program is killed on purpose, each of which has its own dangers. */
final class KillMoment {

    /** Gets ready for the moment; what it gives says when it is there. */
    private interface Armed {
        BooleanSupplier in(Clouds clouds, JobFolder job, KillableRun run);
    }

    private final String name;
    private final Armed armed;
    private final @Nullable KillMoment first;

    private KillMoment(String name, @Nullable KillMoment first, Armed armed) {
        this.name = name;
        this.first = first;
        this.armed = armed;
    }

    /** All of them. */
    static List<KillMoment> all() {
        List<KillMoment> all = new ArrayList<>();
        for (Moment moment : Moment.values()) {
            all.add(source("ListObjectsV2", 1, moment)); // 0 is the question whether S3 answers
            all.add(source("ListObjectsV2", 3, moment));
            all.add(source("GetObject", 5, moment));
            all.add(destination("ListObjectsV2", 1, moment));
            all.add(destination("PutObject", 5, moment));
            all.add(destination("CreateMultipartUpload", 0, moment));
            all.add(destination("UploadPart", 0, moment));
            all.add(destination("UploadPart", 5, moment));
            all.add(destination("CompleteMultipartUpload", 0, moment));
            all.add(request("destination", "HeadObject", 0, moment, completedBehindOurBack()));
        }
        all.add(file("the run begins", job -> List.of(job.jobFile())));
        all.add(file("a checkpoint is being made", KillMoment::checkpoints));
        all.add(file("a checkpoint is complete", job -> below(job.checkpoints(), "_metadata")));
        all.add(file("a list is renamed", job -> below(job.run(newest(job)), "part-.*")));
        all.add(file("progress is written", job -> List.of(job.progressFile(newest(job)))));
        all.add(recount());
        all.add(file("the summary is begun", job -> below(job.path(), "summary.json.new")));
        all.add(file("the summary is written", job -> below(job.path(), "summary.json")));
        return all;
    }

    private static KillMoment source(String operation, int skip, Moment moment) {
        return request("source", operation, skip, moment, null);
    }

    private static KillMoment destination(String operation, int skip, Moment moment) {
        return request("destination", operation, skip, moment, null);
    }

    // The stand-in itself waits for the kill, so that nothing goes on meanwhile.
    private static KillMoment request(
            String end, String operation, int skip, Moment moment, @Nullable KillMoment first) {
        return new KillMoment(
                end + " " + operation + " " + (skip + 1) + " " + moment,
                first,
                (clouds, job, run) -> {
                    AtomicBoolean there = new AtomicBoolean();
                    faults(clouds, end)
                            .on(operation)
                            .skip(skip)
                            .tell(
                                    moment,
                                    () -> {
                                        there.set(true);
                                        run.kill();
                                    });
                    if (moment == Moment.BEFORE) {
                        faults(clouds, end).on(operation).skip(skip).drop(); // it never came
                    }
                    return there::get;
                });
    }

    // The upload is completed, the answer never comes, and checkpoints go on to say that the upload
    // is open: the next life has to find out.
    private static KillMoment completedBehindOurBack() {
        return new KillMoment(
                "two checkpoints after the answer to CompleteMultipartUpload was lost",
                null,
                (clouds, job, run) -> {
                    AtomicBoolean done = new AtomicBoolean();
                    FaultScript faults = clouds.oss.faults();
                    faults.on("CompleteMultipartUpload").always().stallAt(0);
                    faults.on("CompleteMultipartUpload").tell(Moment.DONE, () -> done.set(true));
                    int[] since = {-1};
                    return () -> {
                        int newest = newestCheckpoint(run);
                        if (done.get() && since[0] < 0) {
                            since[0] = Math.max(newest, 0);
                        }
                        return since[0] >= 0 && newest >= since[0] + 2;
                    };
                });
    }

    private static int newestCheckpoint(KillableRun run) {
        try {
            return run.newestCheckpoint();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static FaultScript faults(Clouds clouds, String end) {
        return end.equals("source") ? clouds.s3.faults() : clouds.oss.faults();
    }

    // There when a file is that was not there before, or was replaced.
    private static KillMoment file(String name, Function<JobFolder, List<Path>> wanted) {
        return new KillMoment(
                name,
                null,
                (clouds, job, run) -> {
                    Set<String> before = identities(wanted.apply(job));
                    return () -> !before.containsAll(identities(wanted.apply(job)));
                });
    }

    // The engine has ended, so its scratch is gone; the lists are read before the summary comes.
    private static KillMoment recount() {
        return new KillMoment(
                "the books are recounted",
                null,
                (clouds, job, run) -> {
                    Path scratch = job.path().resolve("tmp");
                    AtomicBoolean worked = new AtomicBoolean();
                    return () -> {
                        boolean works = !below(scratch, "tm_.*").isEmpty();
                        worked.compareAndSet(false, works);
                        return worked.get() && !Files.exists(scratch);
                    };
                });
    }

    private static Set<String> identities(List<Path> files) {
        Set<String> identities = new HashSet<>();
        for (Path file : files) {
            try {
                BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
                identities.add(file + " " + now.fileKey());
            } catch (IOException e) {
                // not there
            }
        }
        return identities;
    }

    private static List<Path> checkpoints(JobFolder job) {
        return below(job.checkpoints(), "chk-[0-9]+");
    }

    private static int newest(JobFolder job) {
        try {
            return job.newestRun();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> below(Path folder, String name) {
        try (Stream<Path> below = Files.walk(folder)) {
            return below.filter(path -> path.getFileName().toString().matches(name)).toList();
        } catch (IOException | UncheckedIOException e) {
            return List.of(); // something goes away while it is looked at, or is not there yet
        }
    }

    /** Where the program is to be killed before, so that the moment can come; or null. */
    @Nullable KillMoment first() {
        return first;
    }

    /** Starts to wait for the moment of this run; gives what says that it is there. */
    BooleanSupplier arm(Clouds clouds, JobFolder job, KillableRun run) {
        return armed.in(clouds, job, run);
    }

    /** Whether it is seen on disk, where it may come and go between two looks. */
    boolean isFleeting() {
        return !name.startsWith("source ") && !name.startsWith("destination ");
    }

    @Override
    public String toString() {
        return name;
    }
}
