package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.testkit.leak.Canary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/**
 * Three machines that an {@code sshd} makes of one, the console that reaches them, and a look at
 * all arguments of all processes for secrets while they are there.
 */
final class ConsoleMachines implements AutoCloseable {

    private static final List<String> HOSTS = List.of("127.0.0.1", "127.0.0.2", "127.0.0.3");
    private static final String QUICK =
            "-Xmx256m -XX:TieredStopAtLevel=1 -XX:+UnlockDiagnosticVMOptions"
                    + " -XX:-BytecodeVerificationRemote -Dossimport.checkpointMillis=500";

    private final Path temp;
    private final Path tree;
    private final Path home;
    private final Path tools;
    private final int sshPort;
    private final List<SshServer> servers = new ArrayList<>();
    private final ArgumentWatch watch = ArgumentWatch.start();

    private ConsoleMachines(Path temp, Path tree) throws IOException, InterruptedException {
        this.temp = temp;
        this.tree = tree;
        this.home = ConsoleHome.make(temp.resolve("home"));
        this.sshPort = FreePorts.three();
        this.tools = SshServer.keys(temp, HOSTS, sshPort);
        Files.createDirectories(conf());
        Files.writeString(
                conf().resolve("workers"),
                "127.0.0.1:" + FreePorts.three() + "\n127.0.0.2\r\n\n# the last\n127.0.0.3\n");
        writeSystem("privateKeyFile=" + temp.resolve("user"));
    }

    /** Starts them; the test is skipped where that cannot be. */
    static ConsoleMachines start(Path temp) throws Exception {
        Assumptions.assumeTrue(
                "root".equals(System.getProperty("user.name")), "sshd is run by root only");
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of(SshServer.CLIENT)), "there is no " + SshServer.CLIENT);
        Assumptions.assumeTrue(
                SshServer.hasNamespaces(), "root has no right to mount namespaces here");
        ConsoleMachines machines = new ConsoleMachines(temp, sshd());
        machines.serve(HOSTS, "");
        return machines;
    }

    private static Path sshd() throws InterruptedException {
        try {
            return DebianPackages.unpacked("openssh-server", "libwrap0");
        } catch (IOException e) {
            return Assumptions.abort("there is no sshd to be had: " + e.getMessage());
        }
    }

    private void serve(List<String> addresses, String hidden)
            throws IOException, InterruptedException {
        List<String> environment =
                List.of("PATH=" + System.getenv("PATH"), "OSSIMPORT_JAVA_OPTS=" + QUICK);
        servers.add(SshServer.start(tree, temp, addresses, sshPort, hidden, environment));
    }

    /** From now on this machine has another folder in the place of the shared one. */
    void hideFolderFrom(String address) throws Exception {
        stopServers();
        serve(HOSTS.stream().filter(host -> !host.equals(address)).toList(), "");
        Files.createDirectories(workingDir());
        serve(List.of(address), workingDir().toString());
    }

    /** From now on ssh is let in by the password. */
    void usePassword(String password) throws IOException {
        writeSystem("workerPassword=" + password);
    }

    private void writeSystem(String login) throws IOException {
        Files.writeString(
                conf().resolve("sys.properties"),
                "workingDir="
                        + workingDir()
                        + " \r\nworkerUserName=root\nsshPort="
                        + sshPort
                        + "\n"
                        + login
                        + "\nworkerTaskThreadNum=60\nworkerMaxThroughput(KB/s)=100000000\n");
    }

    void forgetHosts() throws IOException {
        Files.writeString(temp.resolve("known_hosts"), "");
    }

    Path conf() {
        return home.resolve("conf");
    }

    /** What they share. */
    Path workingDir() {
        return temp.resolve("shared");
    }

    /** Writes a job file. */
    Path job(String name, Map<String, String> keys) throws IOException {
        String lines =
                keys.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue() + "\n")
                        .collect(Collectors.joining());
        return Files.writeString(conf().resolve(name + ".cfg"), "jobName=" + name + "\n" + lines);
    }

    /** Runs {@code console.sh}. */
    Typed console(String... words) throws Exception {
        return run(Stream.concat(Stream.of("console.sh"), Arrays.stream(words)).toList());
    }

    /** Runs {@code ossimport cluster}. */
    Typed cluster(String verb) throws Exception {
        return run(List.of("ossimport", "cluster", verb, "--conf", conf().toString()));
    }

    private Typed run(List<String> words) throws Exception {
        List<String> command = new ArrayList<>(words);
        command.set(0, home.resolve(words.get(0)).toString());
        Path out = Files.createTempFile(temp, "out", "");
        Path err = Files.createTempFile(temp, "err", "");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(temp.toFile())
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
        builder.environment().put("OSSIMPORT_JAVA_OPTS", QUICK);
        Process process = builder.start();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).isTrue();
        Typed typed = new Typed(process.exitValue(), Files.readString(out), Files.readString(err));
        assertThat(typed.all()).doesNotContain(Canary.TEXT);
        return typed;
    }

    /** The processes that have the shared folder among their arguments. */
    List<String> left() {
        return ProcessHandle.allProcesses()
                .map(ArgumentWatch::arguments)
                .filter(arguments -> arguments.contains(workingDir().toString()))
                .toList();
    }

    /** What they have said, for a test that failed. */
    String logs() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(workingDir())) {
            for (Path file :
                    files.filter(name -> name.toString().matches(".*\\.(log|out)")).toList()) {
                all.append('\n').append(file).append('\n');
                all.append(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return all.toString();
    }

    private void stopServers() {
        for (SshServer server : servers) {
            server.close();
        }
        servers.clear();
    }

    @Override
    public void close() {
        ProcessHandle.allProcesses()
                .filter(
                        process ->
                                ArgumentWatch.arguments(process).contains(workingDir().toString()))
                .forEach(ProcessHandle::destroyForcibly);
        stopServers();
        assertThat(watch.stop()).as("processes with a secret in an argument").isEmpty();
    }
}
