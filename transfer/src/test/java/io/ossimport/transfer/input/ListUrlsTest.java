package io.ossimport.transfer.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.config.CredentialsSource;
import io.ossimport.core.job.InputList;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.transfer.move.Jobs;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** URLs that are read from the list each time. */
class ListUrlsTest {

    @TempDir Path temp;
    private final MemoryStore web = new MemoryStore("web");
    private Path list;
    private Path folder;
    private JobSpec job;

    @BeforeEach
    void aListThatWasRead() throws IOException {
        list = temp.resolve("http.list");
        folder = Files.createDirectory(temp.resolve("input"));
        JobSpec keys = Jobs.job(OverwritePolicy.ALWAYS);
        StoreSpec urls =
                new StoreSpec("http", "", "", "", "", CredentialsSource.ANONYMOUS, Map.of());
        job =
                new JobSpec(
                        keys.name(),
                        keys.type(),
                        urls,
                        keys.destination(),
                        keys.take(),
                        keys.overwrite(),
                        keys.copy(),
                        keys.movers(),
                        keys.workingDirectory(),
                        new InputList(list.toString(), InputList.Form.HTTP, 1, 2),
                        List.of());
        web.put("http://a/b?sig=1", new byte[3]);
        web.put("http://a/c", new byte[4]);
        Files.writeString(list, "\uFEFFhttp://a/ b?sig=1\rhttp://a/ c\n\nhttp://a/ b?sig=2");
    }

    private static long size(ObjectStore store, String key) throws Exception {
        return store.head(Key.of(key))
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS)
                .version()
                .size();
    }

    @Test
    void anObjectIsFoundByItsKeyAloneWhateverEndsTheLines() throws Exception {
        InputRecord read = InputReading.read(job, folder, ReadingListener.NONE);
        assertThat(read.rows()).isEqualTo(4);
        assertThat(read.objects()).isEqualTo(2);
        assertThat(read.problems()).isEqualTo(2);

        try (ObjectStore store = ListUrls.over(web, job, folder)) {
            assertThat(size(store, "b")).isEqualTo(3);
            assertThat(size(store, "c")).isEqualTo(4);
            assertThatThrownBy(() -> size(store, "d")).hasMessageContaining("not in the list");
        }
        for (String file : new String[] {"rows", "index", "input.json", "problems.csv.gz"}) {
            assertThat(
                            new String(
                                    Files.readAllBytes(folder.resolve(file)),
                                    StandardCharsets.ISO_8859_1))
                    .doesNotContain("sig=");
        }
    }

    @Test
    void aListThatWasChangedGivesNoOtherUrl() throws Exception {
        InputReading.read(job, folder, ReadingListener.NONE);
        Files.writeString(list, "\uFEFFhttp://z/ b?sig=1\rhttp://a/ c\n");

        try (ObjectStore store = ListUrls.over(web, job, folder)) {
            assertThatThrownBy(() -> size(store, "b"))
                    .isInstanceOf(ExecutionException.class)
                    .hasMessageContaining("must stay as it was")
                    .hasMessageContaining("line 1 is another one now");
            assertThat(size(store, "c")).isEqualTo(4);
        }
    }
}
