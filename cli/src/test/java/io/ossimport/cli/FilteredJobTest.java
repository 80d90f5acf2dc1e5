package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What jobs leave out, and that nothing else of them looks at it. */
class FilteredJobTest extends TwoEnds {

    @Test
    void whatAJobFileLeavesOutIsNeitherCopiedNorCompared() throws Exception {
        source.put("new.jpg", new byte[10]);
        source.put("new.tmp", new byte[10]);
        source.put("scratch/new.jpg", new byte[10]);
        destination.put("2024/nobody.txt", new byte[10]);
        job.put("include", "*.jpg");
        job.put("exclude", "scratch/**");

        Typed typed = clouds.run("photos", job, "--json");

        assertThat(typed.status()).as(typed.all()).isZero();
        JsonNode summary = Json.summary(typed.out());
        assertThat(summary.get("listed").asLong()).isEqualTo(OBJECTS + 3);
        assertThat(summary.get("reasons").get("FILTERED").asLong()).isEqualTo(2);
        assertThat(summary.get("copied").asLong()).isEqualTo(1);
        assertThat(destination.object("2024/new.jpg")).isNotNull();
        assertThat(destination.object("2024/new.tmp")).isNull();

        Typed explained =
                Typed.command(
                        "explain",
                        "photos",
                        "scratch/new.jpg",
                        "--working-dir",
                        clouds.workingDir().toString());
        assertThat(explained.out()).contains("FILTERED", "excluded by scratch/**");

        forget();
        JsonNode verified = agreed(verify(), 0).get("verified");
        assertThat(verified.get("same").asLong()).isEqualTo(OBJECTS + 1);
        assertThat(verified.get("leftOut").asLong()).isEqualTo(2);
    }

    @Test
    void copyChoosesByOptions() throws IOException {
        Path from = Files.createDirectories(temp.resolve("from"));
        for (String name : List.of("a.jpg", "b.png", "raw/c.jpg", "tmp/d.jpg", "large.jpg")) {
            Path file = from.resolve(name);
            Files.createDirectories(file.getParent());
            Files.write(file, new byte[name.startsWith("large") ? 2_000 : 20]);
        }
        Path to = temp.resolve("to");

        Typed typed =
                Typed.command(
                        "copy",
                        from + "/",
                        to + "/",
                        "--include",
                        "*.jpg",
                        "--exclude",
                        "tmp/**",
                        "--max-size",
                        "1k",
                        "--working-dir",
                        clouds.workingDir().toString());

        assertThat(typed.status()).as(typed.all()).isZero();
        assertThat(typed.out()).contains("copied    2 objects", "skipped   3: 3 FILTERED");
        try (Stream<Path> files = Files.walk(to)) {
            assertThat(files.filter(Files::isRegularFile).map(file -> to.relativize(file)))
                    .extracting(Path::toString)
                    .containsExactlyInAnyOrder("a.jpg", "raw/c.jpg");
        }
    }

    @Test
    void aWrongPatternIsRefusedWithTheReason() {
        Typed typed = Typed.command("copy", "s3://a/", "oss://b/", "--include", "[a");
        assertThat(typed.status()).isEqualTo(2);
        assertThat(typed.err()).contains("\"[a\" is no glob: a bracket is left open");
    }
}
