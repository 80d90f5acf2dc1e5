package io.ossimport.cli.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The processes of a cluster: a master on the first machine, and a worker on each. */
public final class Service {

    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final int JOB_SECONDS = 120;
    private static final int PROCESS_SECONDS = 30;

    private final Machines machines;
    private final Ssh ssh;

    public Service(Machines machines, Ssh ssh) {
        this.machines = machines;
        this.ssh = ssh;
    }

    /** Starts the master, and waits until it can be asked. */
    public Answer startMaster() throws InterruptedException {
        List<String> words = begin(machines.masterHost(), "master", machines.master().port() + 2);
        words.addAll(
                List.of(
                        "--host",
                        machines.master().host(),
                        "--port",
                        Integer.toString(machines.master().port())));
        return ssh.run(machines.masterHost(), Script.START, words, LIMIT);
    }

    /** Starts a worker on each machine. */
    public List<Answer> startWorkers() throws InterruptedException {
        return EveryHost.ask(
                machines.all(),
                host -> {
                    List<String> words = begin(host, "worker", 0);
                    words.addAll(List.of("--host", host, "--master", machines.master().toString()));
                    return ssh.run(host, Script.START, words, LIMIT);
                });
    }

    private List<String> begin(String host, String name, int port) {
        List<String> words =
                new ArrayList<>(
                        List.of(
                                machines.folderOf(host),
                                name,
                                machines.master().host(),
                                Integer.toString(port)));
        words.addAll(machines.program());
        words.addAll(List.of("cluster", name, "--working-dir", machines.workingDir()));
        return words;
    }

    /** What runs on each machine: one {@code name pid} a line. */
    public List<Answer> status() throws InterruptedException {
        return EveryHost.ask(
                machines.all(),
                host ->
                        ssh.run(
                                host,
                                Script.STATUS,
                                List.of(machines.folderOf(host), "master", "worker"),
                                LIMIT));
    }

    /**
     * Ends everything: first the commands that watch jobs, so that these stop in order, then the
     * workers, then the master. One {@code name pid how} a line.
     */
    public List<Answer> stop() throws InterruptedException {
        List<Answer> answers = new ArrayList<>();
        answers.add(stop(machines.masterHost(), "job-*", JOB_SECONDS));
        answers.addAll(
                EveryHost.ask(machines.all(), host -> stop(host, "worker", PROCESS_SECONDS)));
        answers.add(stop(machines.masterHost(), "master", PROCESS_SECONDS));
        return answers;
    }

    private Answer stop(String host, String names, int seconds) throws InterruptedException {
        return ssh.run(
                host,
                Script.STOP,
                List.of(machines.folderOf(host), Integer.toString(seconds), names),
                Duration.ofSeconds(seconds).plus(LIMIT));
    }
}
