package io.ossimport.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * Programs of Debian's packages for tests, unpacked into the user's cache once. Nothing is
 * installed into the system, and its lists of packages are not touched.
 */
final class DebianPackages {

    private DebianPackages() {}

    /**
     * The root of a tree with all files of the packages.
     *
     * @throws IOException when they cannot be had
     */
    static Path unpacked(String... names) throws IOException, InterruptedException {
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "ossimport", "debian");
        Path tree = cache.resolve(String.join("+", names));
        if (Files.isDirectory(tree)) {
            return tree;
        }
        Files.createDirectories(cache);
        Path fresh = Files.createTempDirectory("packages");
        List<String> download = new ArrayList<>(List.of("download"));
        download.addAll(Arrays.asList(names));
        if (!apt(fresh, download)) {
            Path lists = Files.createDirectories(fresh.resolve("lists/partial")).getParent();
            List<String> here = List.of("-o", "Dir::State::Lists=" + lists);
            require(apt(fresh, with(here, List.of("update"))), "apt-get update");
            require(apt(fresh, with(here, download)), "apt-get download");
        }
        Path root = Files.createDirectories(fresh.resolve("root"));
        try (Stream<Path> files = Files.list(fresh)) {
            for (Path file : files.filter(name -> name.toString().endsWith(".deb")).toList()) {
                require(
                        run(fresh, List.of("dpkg", "-x", file.toString(), root.toString())),
                        "dpkg");
            }
        }
        require(run(fresh, List.of("mv", "-T", root.toString(), tree.toString())), "mv");
        return tree;
    }

    private static List<String> with(List<String> options, List<String> words) {
        return Stream.concat(options.stream(), words.stream()).toList();
    }

    private static boolean apt(Path folder, List<String> words)
            throws IOException, InterruptedException {
        return run(folder, with(List.of("apt-get", "-q"), words));
    }

    private static boolean run(Path folder, List<String> command)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(folder.resolve("last.out").toFile())
                        .start();
        try {
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } finally {
            process.destroyForcibly();
        }
    }

    private static void require(boolean done, String what) throws IOException {
        if (!done) {
            throw new IOException(what + " did not do it");
        }
    }
}
