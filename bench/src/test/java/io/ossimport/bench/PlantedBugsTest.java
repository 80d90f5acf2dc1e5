package io.ossimport.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The planted bugs fit into the code as it is, so that {@code bench/planted-bugs} can run. */
class PlantedBugsTest {

    private static final Path PLANTED = Path.of("planted").toAbsolutePath();

    static List<Path> patches() throws Exception {
        try (Stream<Path> files = Files.list(PLANTED)) {
            return files.sorted().toList();
        }
    }

    @Test
    void thereAreAtLeastTwenty() throws Exception {
        assertThat(patches()).hasSizeGreaterThanOrEqualTo(20);
    }

    @ParameterizedTest
    @MethodSource("patches")
    void eachCanBePlanted(Path patch) throws Exception {
        assertThat(Files.readString(patch)).contains("\nModules: ").contains("\nTests: ");
        Process git =
                new ProcessBuilder("git", "apply", "--check", patch.toString())
                        .directory(PLANTED.resolve("../..").normalize().toFile())
                        .redirectErrorStream(true)
                        .start();
        String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).as(said).isZero();
    }
}
