package io.ossimport.transfer.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.transfer.move.Jobs;
import io.ossimport.transfer.verify.VerifyRow.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VerifierTest {

    private final MemoryStore source = new MemoryStore("mem://source");
    private final MemoryStore destination = new MemoryStore("mem://destination");
    private final List<VerifyRow> rows = new ArrayList<>();

    private VerifySummary verify() throws Exception {
        return new Verifier(source, destination, Jobs.job(OverwritePolicy.DIFFERENT))
                .run(rows::add)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    @Test
    void everyKeyOfEitherSideGetsOneRow() throws Exception {
        source.put("in/a", new byte[1]);
        source.put("in/b", new byte[2]);
        source.put("in/d", new byte[4]);
        destination.put("out/b", new byte[2]);
        destination.put("out/c", new byte[3]);
        destination.put("out/d", new byte[5]);
        destination.put("out/e", new byte[5]);

        VerifySummary summary = verify();

        assertThat(rows)
                .extracting(row -> row.key() + " " + row.verdict())
                .containsExactly(
                        "in/a MISSING", "in/b SAME", "in/c EXTRA", "in/d DIFFERENT", "in/e EXTRA");
        assertThat(summary.isEqual()).isFalse();
        assertThat(summary.sameBySizeOnly()).isEqualTo(1);
    }

    @Test
    void aFlippedByteIsFoundWhereBothListingsGiveAChecksum() throws Exception {
        source.setListedChecksum(ChecksumAlgorithm.MD5);
        destination.setListedChecksum(ChecksumAlgorithm.MD5);
        source.put("in/a", new byte[] {1, 2, 3});
        destination.put("out/a", new byte[] {1, 6, 3});

        verify();

        assertThat(rows).extracting(VerifyRow::verdict).containsExactly(Verdict.DIFFERENT);
    }

    @Test
    void bothEndsAreListedOnceAndNothingIsRead() throws Exception {
        for (int i = 0; i < 2500; i++) {
            source.put(String.format("in/%05d", i), new byte[1]);
            destination.put(String.format("out/%05d", i), new byte[1]);
        }

        VerifySummary summary = verify();

        assertThat(summary.same()).isEqualTo(2500);
        assertThat(summary.isEqual()).isTrue();
        assertThat(summary.source().sum()).isEqualTo(3);
        assertThat(summary.destination().sum()).isEqualTo(3);
    }

    @Test
    void anEmptySideIsNoMistake() throws Exception {
        destination.put("out/a", new byte[1]);

        assertThat(verify().extra()).isEqualTo(1);
    }
}
