package io.ossimport.engine;

import io.ossimport.engine.JobLock.Holder;
import io.ossimport.transfer.report.JobFolder;
import java.io.IOException;
import java.util.Optional;

/** A job that some process runs right now, as its lock tells. */
public final class RunningJob {

    // The system works out when a process started from its own clock, which is set now and then.
    private static final long CLOCK_MILLIS = 2_000;

    private final Optional<ProcessHandle> process;

    private RunningJob(Optional<ProcessHandle> process) {
        this.process = process;
    }

    /** The job in this folder, or empty when nobody runs it. Disturbs nothing. */
    public static Optional<RunningJob> of(JobFolder job) throws IOException {
        if (!JobLock.isTaken(job.path())) {
            return Optional.empty();
        }
        return Optional.of(
                new RunningJob(
                        Optional.ofNullable(JobLock.holder(job.path()))
                                .flatMap(RunningJob::process)));
    }

    /**
     * The process that runs it. Empty when that is not certain: it has just begun, or runs on
     * another machine that shares the folder.
     */
    public Optional<ProcessHandle> process() {
        return process;
    }

    private static Optional<ProcessHandle> process(Holder holder) {
        return ProcessHandle.of(holder.pid())
                .filter(
                        process ->
                                holder.startedMillis() > 0
                                        && Math.abs(
                                                        Holder.started(process)
                                                                - holder.startedMillis())
                                                <= CLOCK_MILLIS);
    }
}
