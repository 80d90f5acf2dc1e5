package io.ossimport.cli.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Gives jobs to a cluster, each by a command on the master's machine that goes on by itself. */
public final class Submission {

    /** Of {@link #begin}: an earlier one of the same job still runs. */
    public static final int RUNNING = 75;

    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Machines machines;
    private final Ssh ssh;

    public Submission(Machines machines, Ssh ssh) {
        this.machines = machines;
        this.ssh = ssh;
    }

    /** Puts a job file where all machines read it, for its owner only. */
    public Answer copy(String job, Path file) throws IOException, InterruptedException {
        return ssh.write(
                machines.masterHost(),
                machines.jobFile(job),
                Files.readString(file, StandardCharsets.UTF_8),
                LIMIT);
    }

    /**
     * Begins a command on a job and waits until the cluster is at it.
     *
     * @param verb {@code run} or {@code retry}
     * @return with the command's status and what it said when it has ended by then
     */
    public Answer begin(String verb, String job) throws InterruptedException {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                machines.folderOf(machines.masterHost()),
                                machines.jobFolder(job),
                                job));
        words.addAll(machines.program());
        words.addAll(
                List.of(
                        verb,
                        machines.jobFile(job),
                        "--working-dir",
                        machines.workingDir(),
                        "--cluster",
                        machines.master().toString()));
        return ssh.run(machines.masterHost(), Script.SUBMIT, words, LIMIT);
    }
}
