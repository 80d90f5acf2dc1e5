package io.ossimport.cli.cluster;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.Failure;
import io.ossimport.cli.OssImport;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the launcher {@code ossimport} needs beside it to run without a build.
 *
 * @param home where it lies
 * @param names below it
 */
record PackageFiles(String home, List<String> names) {

    private static final String LIBRARIES = "cli/target/lib";
    private static final List<String> NEEDED = List.of("ossimport", LIBRARIES, "cli/target/built");
    private static final List<String> WELCOME =
            List.of("cli/target/classes.jsa", "console.sh", "import.sh", "LICENSE");

    /** Those that this program was started from. */
    static PackageFiles ofThisProgram() {
        Path home = found();
        for (String name : NEEDED) {
            if (!Files.exists(home.resolve(name))) {
                throw notLaunched();
            }
        }
        return new PackageFiles(
                home.toString(),
                Stream.concat(
                                NEEDED.stream(),
                                WELCOME.stream().filter(name -> Files.exists(home.resolve(name))))
                        .toList());
    }

    private static Path found() {
        try {
            Path jar =
                    Path.of(
                            OssImport.class
                                    .getProtectionDomain()
                                    .getCodeSource()
                                    .getLocation()
                                    .toURI());
            Path libraries = jar.getParent();
            if (libraries == null || !libraries.endsWith(LIBRARIES)) {
                throw notLaunched();
            }
            return libraries.resolve("../../..").normalize();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a jar has a path", e);
        }
    }

    private static Failure notLaunched() {
        return new Failure(
                ExitCode.BAD_CONFIG,
                "What is to be copied is not known, since the launcher \"ossimport\" has not started"
                        + " this program. Start it with that.",
                null);
    }
}
