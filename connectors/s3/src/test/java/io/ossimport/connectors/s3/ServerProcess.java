package io.ossimport.connectors.s3;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A server by others, run in a Java process of its own on loopback. Its class path is the file
 * {@code servers/<name>/target/classpath}, which Maven writes; its output goes to {@code
 * target/<name>.log}.
 */
final class ServerProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final String name;
    private final Process process;

    private ServerProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /**
     * Starts a server. It may not answer yet.
     *
     * @param folder where it may keep temporary files
     * @param arguments the properties of its JVM, its main class and what that one is given
     */
    static ServerProcess start(String name, Path folder, List<String> arguments)
            throws IOException {
        Path classPath = Path.of("servers", name, "target", "classpath");
        if (!Files.exists(classPath)) {
            throw new IOException(
                    classPath + " is missing: build with -am, so that Maven writes it first");
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Quick to start rather than quick to run.
        command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.add("-Djava.io.tmpdir=" + folder);
        command.addAll(List.of("-cp", Files.readString(classPath).strip()));
        command.addAll(arguments);
        return new ServerProcess(
                name,
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(log(name).toFile())
                        .start());
    }

    private static Path log(String name) {
        return Path.of("target", name + ".log");
    }

    /** A port of loopback on which nobody listens now. */
    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits until there is an answer to HTTP, whichever it is. */
    void awaitAnswer(String endpoint) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!answers(endpoint)) {
            if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
                throw new IOException(name + " ended; see " + log(name));
            }
            if (System.nanoTime() - end > 0) {
                throw new IOException(name + " does not answer; see " + log(name));
            }
        }
    }

    private static boolean answers(String endpoint) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(endpoint).toURL().openConnection();
        connection.setReadTimeout((int) PATIENCE.toMillis());
        try {
            return connection.getResponseCode() > 0;
        } catch (IOException e) {
            return false; // not yet listening
        } finally {
            connection.disconnect();
        }
    }

    /** Ends the process and waits for its end. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
