package io.ossimport.cli.cluster;

import io.ossimport.core.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/**
 * Tells a password to ssh, and to nobody else: ssh runs a script that reads it from a file, both in
 * a folder of this user only, which {@link #close} removes.
 */
final class Askpass implements AutoCloseable {

    // Whoever asks for something else, such as whether an unknown machine may be trusted, gets no.
    private static final String SCRIPT =
            """
            #!/bin/sh
            case $1 in
                *[Pp]assword:*) cat "${0%/*}/password" ;;
                *) exit 1 ;;
            esac
            """;

    private final Path folder;

    private Askpass(Path folder) {
        this.folder = folder;
    }

    static Askpass of(Secret password) throws IOException {
        Path folder = Files.createTempDirectory("ossimport-ssh");
        folder.toFile().deleteOnExit(); // after its files, also when this process is interrupted
        Askpass askpass = new Askpass(folder);
        askpass.write(askpass.password(), password.reveal() + "\n", "rw-------");
        askpass.write(askpass.script(), SCRIPT, "rwx------");
        return askpass;
    }

    private void write(Path file, String text, String rights) throws IOException {
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(rights)));
        file.toFile().deleteOnExit();
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private Path password() {
        return folder.resolve("password");
    }

    private Path script() {
        return folder.resolve("askpass");
    }

    /** Lets an ssh with this environment ask. */
    void apply(Map<String, String> environment) {
        environment.put("SSH_ASKPASS", script().toString());
        environment.put("SSH_ASKPASS_REQUIRE", "force");
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(password());
        Files.deleteIfExists(script());
        Files.deleteIfExists(folder);
    }
}
