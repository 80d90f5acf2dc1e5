package io.ossimport.cli;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** A folder as a build leaves it, with the launcher, the scripts and this program as it is now. */
final class ConsoleHome {

    private ConsoleHome() {}

    /** Makes it. */
    static Path make(Path home) throws IOException {
        Path libraries = Files.createDirectories(home.resolve("cli/target/lib"));
        for (String script : List.of("ossimport", "console.sh", "import.sh")) {
            Path copy = Files.copy(LauncherTest.repository().resolve(script), home.resolve(script));
            if (!copy.toFile().setExecutable(true)) {
                throw new IOException("no right to make " + copy + " a program");
            }
        }
        int number = 0;
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            Path path = Path.of(entry).toAbsolutePath();
            number++;
            if (entry.endsWith(".jar")) {
                linked(path, libraries.resolve(number + "-" + path.getFileName()));
            } else if (path.endsWith("classes") && Files.isDirectory(path)) {
                jar(path, libraries.resolve(number + "-ours.jar"));
            }
        }
        Files.createFile(home.resolve("cli/target/built"));
        return home;
    }

    private static void linked(Path file, Path name) throws IOException {
        try {
            Files.createLink(name, file);
        } catch (IOException | UnsupportedOperationException e) {
            Files.copy(file, name); // on another file system
        }
    }

    private static void jar(Path folder, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> classes = Files.walk(folder)) {
            out.setLevel(0);
            for (Path path : classes.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(folder.relativize(path).toString()));
                Files.copy(path, out);
            }
        }
    }
}
