package io.ossimport.cli.cluster;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The system's {@code ssh}, with all that it has: the user's configuration, agent and known hosts.
 * Which machine is trusted is its decision alone. Safe for many threads.
 */
public final class Ssh implements AutoCloseable {

    private static final String CONNECT_SECONDS = "10";

    // Each of them waits for a machine; a pool with as many threads as processors would let one
    // wait
    // for another.
    private static final Executor ON_ITS_OWN =
            work -> {
                Thread thread = new Thread(work, "ssh-stream");
                thread.setDaemon(true);
                thread.start();
            };

    private final SystemFile system;
    private final @Nullable Askpass askpass;

    private Ssh(SystemFile system, @Nullable Askpass askpass) {
        this.system = system;
        this.askpass = askpass;
    }

    /** As {@code sys.properties} has it. To be closed. */
    public static Ssh open(Machines machines) throws IOException {
        SystemFile system = machines.system();
        boolean byPassword = !system.password().isEmpty() && system.keyFile().isEmpty();
        return new Ssh(system, byPassword ? Askpass.of(system.password()) : null);
    }

    /** Runs a script on a machine. */
    public Answer run(String host, Script script, List<String> words, Duration limit)
            throws InterruptedException {
        StringBuilder command = new StringBuilder("sh -s --");
        words.forEach(word -> command.append(' ').append(quoted(word)));
        return ask(host, command.toString(), script.text(), limit);
    }

    /** Writes a file on a machine, for its owner only; in one step, over what was there. */
    Answer write(String host, String file, String text, Duration limit)
            throws InterruptedException {
        String folder = quoted(file.substring(0, file.lastIndexOf('/')));
        String fresh = quoted(file + ".new");
        String command =
                "umask 077 && mkdir -p "
                        + folder
                        + " && chmod 700 "
                        + folder
                        + " && cat >"
                        + fresh
                        + " && mv "
                        + fresh
                        + " "
                        + quoted(file);
        return ask(host, command, text, limit);
    }

    /** Removes a file on a machine. */
    void remove(String host, String file, Duration limit) throws InterruptedException {
        ask(host, "rm -f " + quoted(file), "", limit);
    }

    private Answer ask(String host, String command, String input, Duration limit)
            throws InterruptedException {
        try {
            ProcessBuilder builder = ssh(host, command);
            long asked = System.currentTimeMillis();
            Process process = builder.start();
            CompletableFuture<Void> told =
                    CompletableFuture.runAsync(() -> tell(process, input), ON_ITS_OWN);
            Answer answer = answer(host, process, asked, limit);
            told.join();
            return answer;
        } catch (IOException e) {
            return unreached(host, e);
        }
    }

    /**
     * Sends files of a folder here to a machine.
     *
     * @param names below {@code folder}, links followed
     * @param command what takes them there, a tar archive, from its standard input
     */
    Answer send(String host, String folder, List<String> names, String command, Duration limit)
            throws InterruptedException {
        List<String> tar = new ArrayList<>(List.of("tar", "-C", folder, "-chf", "-", "--"));
        tar.addAll(names);
        try {
            long asked = System.currentTimeMillis();
            List<Process> pipe =
                    ProcessBuilder.startPipeline(
                            List.of(
                                    new ProcessBuilder(tar).redirectError(Redirect.DISCARD),
                                    ssh(host, command)));
            return answer(host, pipe.get(1), asked, limit);
        } catch (IOException e) {
            return unreached(host, e);
        }
    }

    private ProcessBuilder ssh(String host, String command) {
        List<String> words = new ArrayList<>(List.of("ssh", "-T", "-x", "-a"));
        option(words, "ConnectTimeout=" + CONNECT_SECONDS);
        option(words, "ServerAliveInterval=15");
        // A question would wait for ever, or be drawn over the table.
        option(words, askpass == null ? "BatchMode=yes" : "NumberOfPasswordPrompts=1");
        if (!system.user().isEmpty()) {
            words.addAll(List.of("-l", system.user()));
        }
        if (!system.keyFile().isEmpty()) {
            words.addAll(List.of("-i", system.keyFile()));
        }
        words.addAll(List.of("-p", Integer.toString(system.sshPort()), "--", host, command));
        ProcessBuilder builder = new ProcessBuilder(words);
        if (askpass != null) {
            askpass.apply(builder.environment());
        }
        return builder;
    }

    private static void option(List<String> words, String option) {
        words.add("-o");
        words.add(option);
    }

    // What ends before it has read all says so by its status.
    private static void tell(Process process, String input) {
        try (OutputStream stdin = process.getOutputStream()) {
            stdin.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return;
        }
    }

    private static Answer answer(String host, Process process, long asked, Duration limit)
            throws InterruptedException {
        CompletableFuture<String> out = read(process.getInputStream());
        CompletableFuture<String> err = read(process.getErrorStream());
        try {
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return new Answer(
                        host,
                        Answer.UNREACHED,
                        "",
                        "no answer within " + limit.toSeconds() + " s",
                        asked,
                        System.currentTimeMillis());
            }
            return new Answer(
                    host,
                    process.exitValue(),
                    out.join(),
                    err.join(),
                    asked,
                    System.currentTimeMillis());
        } finally {
            process.destroyForcibly();
        }
    }

    private static CompletableFuture<String> read(InputStream stream) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (stream) {
                        return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                },
                ON_ITS_OWN);
    }

    private static Answer unreached(String host, IOException why) {
        long now = System.currentTimeMillis();
        String sentence = "ssh or tar cannot be run here: " + why.getMessage();
        return new Answer(host, Answer.UNREACHED, "", sentence, now, now);
    }

    static String quoted(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    @Override
    public void close() throws IOException {
        if (askpass != null) {
            askpass.close();
        }
    }
}
