package io.ossimport.cli;

import io.ossimport.testkit.leak.Canary;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A real {@code sshd} on loopback addresses, each of which stands for a machine, with keys that are
 * thrown away. What it needs of the system it has in a mount namespace of its own.
 */
final class SshServer implements AutoCloseable {

    /** Root's, in that namespace. */
    static final String PASSWORD = Canary.secret("SshPassword");

    /** Whose configuration the tests bring along. */
    static final String CLIENT = "/usr/bin/ssh";

    private static final String HASH =
            "$6$ossimport$Wou2k93atqfE0g0kJGZn3M.qZXf9/Or1R5Hc4og.SswQBxRprx5ETMK7B00GoYFmT4BKGFD6p1/v3IFGbS9ow0";

    private final Process process;

    private SshServer(Process process) {
        this.process = process;
    }

    /**
     * Starts one.
     *
     * @param folder for its files; {@link #keys} was called on it
     * @param hidden a folder that is another one in its namespace; empty for none
     * @param environment of what it runs, {@code NAME=value} each
     */
    static SshServer start(
            Path tree,
            Path folder,
            List<String> addresses,
            int port,
            String hidden,
            List<String> environment)
            throws IOException, InterruptedException {
        Path mine = Files.createTempDirectory(folder, "sshd");
        Path config = mine.resolve("sshd_config");
        Files.writeString(config, config(folder, addresses, port, environment));
        Files.writeString(
                mine.resolve("passwd"),
                Files.readString(Path.of("/etc/passwd"))
                        + "\nsshd:x:65533:65534::/run/sshd:/usr/sbin/nologin\n");
        Files.writeString(mine.resolve("shadow"), "root:" + HASH + ":19000:0:99999:7:::\n");
        String script =
                """
                set -e
                mount -t tmpfs tmpfs /run
                mkdir /run/sshd
                mount --bind "$1/passwd" /etc/passwd
                mount --bind "$1/shadow" /etc/shadow
                if [ -n "$2" ]; then mount -t tmpfs tmpfs "$2"; fi
                exec "$3/usr/sbin/sshd" -D -e -f "$1/sshd_config"
                """;
        ProcessBuilder builder =
                new ProcessBuilder(
                        "unshare",
                        "-m",
                        "sh",
                        "-c",
                        script,
                        "sshd",
                        mine.toString(),
                        hidden,
                        tree.toString());
        builder.environment().put("LD_LIBRARY_PATH", libraries(tree));
        Path log = mine.resolve("log");
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        Process process = builder.start();
        for (int i = 0; i < 100 && process.isAlive() && !hasBegun(log); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        if (!hasBegun(log)) {
            process.destroyForcibly();
            throw new IOException("sshd did not start: " + Files.readString(log));
        }
        return new SshServer(process);
    }

    /** Whether this user may have them. */
    static boolean hasNamespaces() throws IOException, InterruptedException {
        return new ProcessBuilder("unshare", "-m", "true").start().waitFor() == 0;
    }

    private static boolean hasBegun(Path log) throws IOException {
        return Files.readString(log).contains("Server listening");
    }

    private static String libraries(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            return files.filter(file -> file.getFileName().toString().startsWith("libwrap.so"))
                    .map(file -> String.valueOf(file.getParent()))
                    .findFirst()
                    .orElse("");
        }
    }

    private static String config(
            Path folder, List<String> addresses, int port, List<String> environment) {
        List<String> lines = new ArrayList<>();
        lines.add("Port " + port);
        addresses.forEach(address -> lines.add("ListenAddress " + address));
        lines.add("HostKey " + folder.resolve("host"));
        lines.add("AuthorizedKeysFile " + folder.resolve("user.pub"));
        lines.add("PidFile none");
        lines.add("StrictModes no");
        lines.add("UsePAM no");
        lines.add("PermitRootLogin yes");
        lines.add("PasswordAuthentication yes");
        lines.add("MaxStartups 100");
        lines.add(
                environment.stream()
                        .map(setting -> "\"" + setting + "\"")
                        .collect(Collectors.joining(" ", "SetEnv ", "")));
        return String.join("\n", lines) + "\n";
    }

    /**
     * Makes the keys of machines and user, and an {@code ssh} that knows the machines: a folder for
     * the {@code PATH}.
     */
    static Path keys(Path folder, List<String> addresses, int port)
            throws IOException, InterruptedException {
        for (String name : List.of("host", "user")) {
            Process process =
                    new ProcessBuilder(
                                    "ssh-keygen",
                                    "-q",
                                    "-t",
                                    "ed25519",
                                    "-N",
                                    "",
                                    "-f",
                                    folder.resolve(name).toString())
                            .redirectErrorStream(true)
                            .start();
            process.getInputStream().readAllBytes();
            if (process.waitFor() != 0) {
                throw new IOException("ssh-keygen made no key");
            }
        }
        String key = Files.readString(folder.resolve("host.pub"), StandardCharsets.UTF_8);
        Files.writeString(
                folder.resolve("known_hosts"),
                addresses.stream()
                        .map(address -> "[" + address + "]:" + port + " " + key)
                        .collect(Collectors.joining()));
        Files.writeString(
                folder.resolve("ssh_config"),
                "UserKnownHostsFile "
                        + folder.resolve("known_hosts")
                        + "\nGlobalKnownHostsFile /dev/null\nIdentityAgent none\nIdentitiesOnly yes\n");
        Path tools = Files.createDirectories(folder.resolve("tools"));
        Path ssh = tools.resolve("ssh");
        Files.writeString(
                ssh,
                "#!/bin/sh\nexec " + CLIENT + " -F " + folder.resolve("ssh_config") + " \"$@\"\n");
        if (!ssh.toFile().setExecutable(true)) {
            throw new IOException("no right to make " + ssh + " a program");
        }
        return tools;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
