package io.ossimport.cli;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The classes of all libraries, read and checked once for the hundreds of programs that tests start
 * (JEP 310); a start takes a fifth less. An archive holds classes of jars only, and these must come
 * first on the class path.
 */
final class ClassArchive {

    // Tests run in several JVMs at once.
    private static final Path FOLDER =
            Path.of("target", "class-archive", System.getProperty("surefire.forkNumber", "1"));
    private static final List<String> OPTIONS = make();

    private ClassArchive() {}

    /** The class path, and the archive for it where there is one. */
    static List<String> options() {
        return OPTIONS;
    }

    private static List<String> make() {
        List<String> jars = entries(true);
        List<String> all = Stream.concat(jars.stream(), entries(false).stream()).toList();
        List<String> classPath = List.of("-cp", String.join(File.pathSeparator, all));
        try {
            Files.createDirectories(FOLDER);
            Path list = FOLDER.resolve("classes.list");
            Path archive = FOLDER.resolve("classes.jsa");
            List<String> demo = new ArrayList<>(List.of("-XX:DumpLoadedClassList=" + list));
            demo.addAll(classPath);
            demo.addAll(List.of(OssImport.class.getName(), "demo"));
            List<String> dump =
                    List.of(
                            "-Xshare:dump",
                            "-XX:+UseSerialGC",
                            "-XX:SharedClassListFile=" + list,
                            "-XX:SharedArchiveFile=" + archive,
                            "-cp",
                            String.join(File.pathSeparator, jars));
            if (!java(demo) || !java(dump)) {
                return classPath;
            }
            List<String> options = new ArrayList<>(classPath);
            options.addAll(List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off"));
            return List.copyOf(options);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> entries(boolean jars) {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> entry.endsWith(".jar") == jars)
                .toList();
    }

    private static boolean java(List<String> options) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        Process process =
                new ProcessBuilder(command)
                        .redirectOutput(FOLDER.resolve("last.out").toFile())
                        .redirectErrorStream(true)
                        .start();
        try {
            return process.waitFor(120, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            process.destroyForcibly();
        }
    }
}
