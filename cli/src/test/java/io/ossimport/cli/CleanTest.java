package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code clean}: removes a job's folder, and nothing else. */
class CleanTest {

    @TempDir Path temp;
    private Path working;
    private Path folder;

    @BeforeEach
    void aJobThatWasRun() throws Exception {
        Path source = Files.createDirectories(temp.resolve("from"));
        Files.writeString(source.resolve("a.txt"), "a");
        Files.createDirectories(temp.resolve("to"));
        working = temp.resolve("state");
        folder = working.resolve("jobs/photos");
        Typed copied =
                Typed.command(
                        "copy",
                        source + "/",
                        temp.resolve("to") + "/",
                        "--job",
                        "photos",
                        "--working-dir",
                        working.toString());
        assertThat(copied.status()).as(copied.all()).isZero();
    }

    @Test
    void withoutATerminalItMustBeSaid() {
        Typed typed = clean("photos");
        assertThat(typed.status()).isEqualTo(2);
        assertThat(typed.err())
                .contains("no terminal to ask at")
                .contains("ossimport clean photos --yes --working-dir " + working);
        assertThat(folder).exists();
    }

    @Test
    void theFolderGoesAndNothingElse() throws Exception {
        Path neighbour = Files.createDirectories(working.resolve("jobs/photos-2"));
        Typed typed = clean("photos", "--yes");
        assertThat(typed.status()).as(typed.all()).isZero();
        assertThat(typed.out()).contains("Removed job photos: " + folder).contains(" files, ");
        assertThat(typed.err()).isEmpty();
        assertThat(folder).doesNotExist();
        assertThat(neighbour).exists();
        assertThat(temp.resolve("from/a.txt")).exists();
        assertThat(temp.resolve("to/a.txt")).exists();
        assertThat(clean("photos", "--yes").status()).isEqualTo(3);
    }

    @Test
    void linksAreRemovedAndNotFollowed() throws Exception {
        Path outside = Files.createDirectories(temp.resolve("outside"));
        Files.writeString(outside.resolve("keep.txt"), "keep");
        Files.createSymbolicLink(folder.resolve("runs/link"), outside);
        Files.createSymbolicLink(folder.resolve("file"), outside.resolve("keep.txt"));
        assertThat(clean("photos", "--yes").status()).isZero();
        assertThat(folder).doesNotExist();
        assertThat(outside.resolve("keep.txt")).hasContent("keep");
    }

    @Test
    void aFolderThatIsALinkIsRefused() throws Exception {
        Path elsewhere = Files.move(folder, temp.resolve("elsewhere"));
        Files.createSymbolicLink(folder, elsewhere);
        Typed typed = clean("photos", "--yes");
        assertThat(typed.status()).isEqualTo(3);
        assertThat(typed.err()).contains("is a symbolic link, which is not followed");
        assertThat(elsewhere.resolve("job.json")).exists();
    }

    @Test
    void anUnfinishedRunIsWarnedOf() throws Exception {
        Files.delete(folder.resolve("runs/1/summary.json"));
        Typed typed = clean("photos", "--yes");
        assertThat(typed.status()).isZero();
        assertThat(typed.err()).contains("run 1 did not come to its end");
    }

    @Test
    void jsonSaysWhatWasRemoved() throws Exception {
        Typed typed = clean("photos", "--yes", "--json");
        assertThat(typed.status()).isZero();
        JsonNode removed = Json.summary(typed.out());
        assertThat(removed.get("type").asText()).isEqualTo("removed");
        assertThat(removed.get("folder").asText()).isEqualTo(folder.toString());
        assertThat(removed.get("files").asLong()).isPositive();
    }

    @Test
    void aNameCannotLeadOutOfTheJobs() {
        assertThat(clean("../photos", "--yes").status()).isEqualTo(3);
        assertThat(clean("..", "--yes").status()).isEqualTo(3);
        assertThat(folder).exists();
    }

    private Typed clean(String... words) {
        String[] all = new String[words.length + 3];
        all[0] = "clean";
        System.arraycopy(words, 0, all, 1, words.length);
        all[words.length + 1] = "--working-dir";
        all[words.length + 2] = working.toString();
        return Typed.command(all);
    }
}
