package io.ossimport.transfer.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.job.VerifyRules;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.transfer.input.ReadingListener;
import io.ossimport.transfer.move.Jobs;
import io.ossimport.transfer.report.RunSummary.State;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The lists and the summary of a comparison. */
class VerifyRunTest {

    private static final VerifyRules RULES =
            new VerifyRules(TakeRules.ALL, VerifyRules.Depth.CHECKSUMS);

    @TempDir Path temp;
    private final MemoryStore source = new MemoryStore("mem://source");
    private final MemoryStore destination = new MemoryStore("mem://destination");

    private VerifyRun begin() throws IOException {
        return begin(source, destination);
    }

    private VerifyRun begin(ObjectStore from, ObjectStore to) throws IOException {
        JobSpec plain = Jobs.job(OverwritePolicy.DIFFERENT);
        JobSpec job =
                new JobSpec(
                        plain.name(),
                        plain.type(),
                        plain.source(),
                        plain.destination(),
                        plain.take(),
                        plain.overwrite(),
                        plain.copy(),
                        plain.movers(),
                        temp.toString());
        return new VerifyRun(job, RULES, Sample.NONE, from, to, ReadingListener.NONE);
    }

    private void fill() {
        for (String key : new String[] {"a", "=b,\"c\"", "d\ne"}) {
            source.put("in/" + key, key.getBytes(StandardCharsets.UTF_8));
            destination.put("out/" + key, key.getBytes(StandardCharsets.UTF_8));
        }
        source.put("in/different", new byte[2]);
        destination.put("out/different", new byte[3]);
        source.put("in/missing", new byte[2]);
        destination.put("out/extra", new byte[2]);
    }

    @Test
    void theListsHaveEveryKeyAndTheSummaryIsWrittenLast() throws Exception {
        fill();
        try (VerifyRun run = begin()) {
            run.start(row -> {}).get(30, TimeUnit.SECONDS);
            Path folder = temp.resolve("jobs/test/verifies/1");
            assertThat(folder.resolve("summary.json")).doesNotExist();

            VerifySummary summary = run.end(null);

            assertThat(run.lists()).isEqualTo(folder);
            assertThat(summary.state()).isEqualTo(State.INCOMPLETE);
            assertThat(summary.listed()).isEqualTo(6);
            assertThat(summary.skipped()).isEqualTo(3);
            assertThat(summary.failed()).isEqualTo(3);
            assertThat(summary.verified().sameByChecksum()).isEqualTo(3);
            String json = Files.readString(folder.resolve("summary.json"));
            assertThat(json).isEqualTo(summary.toJson() + "\n");
            assertThat(new ObjectMapper().readTree(json).get("state").asText())
                    .isEqualTo("incomplete");
            VerifyLists.Recount recount = VerifyLists.recount(folder);
            assertThat(recount.counts()).isEqualTo(run.totals().counts());
            assertThat(recount.root()).isEqualTo(summary.root());
            for (String list : new String[] {"same", "different", "missing", "extra"}) {
                assertThat(folder.resolve(list).resolve("part-0.csv.gz")).exists();
            }
            assertThat(folder.resolve("cannot-compare")).doesNotExist();
        }
    }

    @Test
    void listsThatDoNotAgreeWithTheCountAreNeverASummary() throws Exception {
        fill();
        try (VerifyRun run = begin()) {
            run.start(row -> {}).get(30, TimeUnit.SECONDS);
            Path unfinished = run.lists().resolve("missing/.part-0.csv.gz");
            Files.delete(unfinished);
            try (OutputStream empty = new GZIPOutputStream(Files.newOutputStream(unfinished))) {
                empty.write(VerifyCsv.header().getBytes(StandardCharsets.UTF_8));
            }
            assertThatThrownBy(() -> run.end(null)).hasMessageContaining("do not agree");
            assertThat(run.lists().resolve("summary.json")).doesNotExist();
        }
    }

    @Test
    void aRowInTheWrongListIsNeverASummary() throws Exception {
        fill();
        try (VerifyRun run = begin()) {
            run.start(row -> {}).get(30, TimeUnit.SECONDS);
            run.end(null);
            Path folder = run.lists();
            Files.move(folder.resolve("missing"), folder.resolve("cannot-compare"));
            assertThat(VerifyLists.recount(folder).misplaced()).isEqualTo(1);
        }
    }

    @Test
    void eachComparisonHasANumberOfItsOwn() throws Exception {
        try (VerifyRun first = begin();
                VerifyRun second = begin()) {
            assertThat(first.number()).isEqualTo(1);
            assertThat(second.number()).isEqualTo(2);
        }
    }

    @Test
    void whatWasStoppedSaysSo() throws Exception {
        fill();
        try (VerifyRun run = begin()) {
            run.stop();
            var ended = run.start(row -> {});
            assertThatThrownBy(() -> ended.get(30, TimeUnit.SECONDS))
                    .hasRootCauseInstanceOf(CancellationException.class);
            VerifySummary summary = run.end(new CancellationException());
            assertThat(summary.state()).isEqualTo(State.STOPPED);
            assertThat(summary.message()).startsWith("stopped on request");
        }
    }

    /** With a million keys ({@code -Dossimport.test.keys}) a heap of 128 MB is enough. */
    @Test
    void manyKeysAreComparedInPages() throws Exception {
        long keys = Long.getLong("ossimport.test.keys", 100_000);
        try (VerifyRun run =
                begin(MadeListing.store("in/", keys), MadeListing.store("out/", keys + 1))) {
            run.start(row -> {}).get(10, TimeUnit.MINUTES);
            VerifySummary summary = run.end(null);

            assertThat(summary.verified().sameByChecksum()).isEqualTo(keys);
            assertThat(summary.verified().extra()).isEqualTo(1);
            long pages = keys / 1000;
            assertThat(summary.requests().source().list()).isBetween(pages, pages + pages / 5 + 20);
        }
    }
}
