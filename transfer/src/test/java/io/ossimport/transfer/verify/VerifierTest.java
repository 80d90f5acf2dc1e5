package io.ossimport.transfer.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.job.VerifyRules.Depth;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectMetadata;
import io.ossimport.core.store.StoreException;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.store.StoreFaults;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifierTest {

    private final Comparison both = new Comparison();

    @Test
    void everyKeyOfEitherSideGetsOneRow() throws Exception {
        both.source.put("in/a", new byte[1]);
        both.source.put("in/b", new byte[2]);
        both.source.put("in/d", new byte[4]);
        both.destination.put("other/b", new byte[2]);
        both.destination.put("out/b", new byte[2]);
        both.destination.put("out/c", new byte[3]);
        both.destination.put("out/d", new byte[5]);
        both.destination.put("out/e", new byte[5]);

        VerifyTotals totals = both.run();

        assertThat(both.verdicts())
                .isEqualTo(
                        Map.of(
                                "in/a", "MISSING",
                                "in/b", "SAME",
                                "in/c", "EXTRA",
                                "in/d", "DIFFERENT",
                                "in/e", "EXTRA"));
        assertThat(totals.counts().isEqual()).isFalse();
        assertThat(totals.counts().keys()).isEqualTo(5);
        assertThat(totals.listed()).isEqualTo(7);
    }

    @Test
    void anEmptySideIsNoMistake() throws Exception {
        both.destination.put("out/a", new byte[1]);

        assertThat(both.run().counts().extra()).isEqualTo(1);
    }

    @Test
    void nothingIsReadAndSmallBucketsCostTheirPagesAndLittleMore() throws Exception {
        for (int i = 0; i < 2500; i++) {
            both.source.put(String.format("in/%05d", i), new byte[1]);
            both.destination.put(String.format("out/%05d", i), new byte[1]);
        }
        both.depth = Depth.SIZES;

        VerifyTotals totals = both.run();

        assertThat(totals.counts().sameBy(VerifyRow.Evidence.SIZE)).isEqualTo(2500);
        assertThat(totals.counts().isEqual()).isTrue();
        assertThat(totals.bytesRead()).isZero();
        assertThat(totals.source().list()).isEqualTo(totals.source().sum()).isBetween(3L, 6L);
        assertThat(totals.destination().sum()).isBetween(3L, 6L);
    }

    @Test
    void whatTheFiltersLeaveOutIsNeitherMissingNorExtra() throws Exception {
        put("old", 1_000);
        put("young", 3_000);
        both.source.put(Key.of("in/young-only"), Content.of("x"), ObjectMetadata.NONE, 3_000);
        both.destination.put("out/nobody", new byte[1]);
        both.take = TakeRules.ALL.modified(0, 2_000);

        VerifyTotals totals = both.run();

        assertThat(both.verdicts()).isEqualTo(Map.of("in/old", "SAME", "in/nobody", "EXTRA"));
        assertThat(totals.leftOut()).isEqualTo(2);
    }

    private void put(String name, long modified) {
        both.source.put(Key.of("in/" + name), Content.of("x"), ObjectMetadata.NONE, modified);
        both.destination.put(Key.of("out/" + name), Content.of("x"), ObjectMetadata.NONE, 5_000);
    }

    @Test
    void whatIsNoObjectCannotBeCompared() throws Exception {
        both.source.put("in/link", new byte[3]);
        both.destination.put("out/link", new byte[3]);
        both.source.setFaults(
                new StoreFaults() {
                    @Override
                    public ListPage page(Call call, ListPage page) {
                        return new ListPage(
                                page.objects().stream().map(VerifierTest::link).toList(),
                                page.truncated(),
                                page.nextToken());
                    }
                });

        both.run();

        assertThat(both.only()).isEqualTo("CANNOT_COMPARE NONE");
    }

    private static ListedObject link(ListedObject object) {
        return new ListedObject(
                object.key(),
                object.size(),
                object.lastModifiedMillis(),
                object.etag(),
                object.checksum(),
                "",
                ListedObject.Kind.SYMLINK);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6})
    void eachKeyHasOneRowHoweverTheRangesAreCut(int seed) throws Exception {
        Random random = new Random(seed);
        Map<String, String> expected = new TreeMap<>();
        String[] shapes = {"%06d", "%02d/x%03d", "photo-%s"};
        String shape = shapes[random.nextInt(shapes.length)];
        int share = random.nextInt(100); // of keys that only the destination has
        for (int i = 0; i < 3_000; i++) {
            String name = name(shape, i, random);
            int side = random.nextInt(100) < share ? 2 : random.nextInt(3);
            if (side != 2) {
                both.source.put("in/" + name, new byte[] {1, (byte) i});
            }
            if (side != 1) {
                both.destination.put(
                        "out/" + name,
                        side == 0 && i % 5 == 0 ? new byte[3] : new byte[] {1, (byte) i});
            }
            expected.put(
                    "in/" + name,
                    side == 1
                            ? "MISSING"
                            : side == 2 ? "EXTRA" : i % 5 == 0 ? "DIFFERENT" : "SAME");
        }
        both.destination.put("out0", new byte[1]);
        both.source.setMaxPageSize(1 + random.nextInt(100));
        both.destination.setMaxPageSize(1 + random.nextInt(100));
        both.source.setFaults(new Late(seed));
        both.destination.setFaults(new Late(seed + 100));

        VerifyTotals totals = both.run();

        assertThat(both.verdicts()).isEqualTo(expected);
        assertThat(totals.counts().keys()).isEqualTo(expected.size());
    }

    // Names may repeat nowhere: the number is in each.
    private static String name(String shape, int i, Random random) {
        if (shape.startsWith("photo")) {
            return String.format(
                    shape, Integer.toString(i, 36) + (char) ('a' + random.nextInt(26)));
        }
        return shape.contains("/")
                ? String.format(shape, i / 1000, i % 1000)
                : String.format(shape, i * 7);
    }

    /** Answers come late, each at its own time. */
    private static final class Late implements StoreFaults {
        private final Random random;

        Late(long seed) {
            random = new Random(seed);
        }

        @Override
        public CompletionStage<Void> before(Call call) {
            int millis;
            synchronized (random) {
                millis = random.nextInt(4);
            }
            Executor later = CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
            return CompletableFuture.runAsync(() -> {}, later);
        }
    }

    @Test
    void aFlatBucketIsListedOverManyRangesAtOnce() throws Exception {
        for (int i = 0; i < 20_000; i++) {
            both.source.put(String.format("in/%06d", i * 50), new byte[0]);
            both.destination.put(String.format("out/%06d", i * 50), new byte[0]);
        }
        both.source.setMaxPageSize(50);
        both.destination.setMaxPageSize(50);
        AtOnce atOnce = new AtOnce();
        both.source.setFaults(atOnce);

        VerifyTotals totals = both.run();

        assertThat(totals.counts().same()).isEqualTo(20_000);
        assertThat(atOnce.most).isEqualTo(Verifier.MOST_RANGES);
        assertThat(totals.source().list()).isBetween(400L, 480L);
    }

    /** Notes how many listings are under way at once; each answers when others have come in. */
    private static final class AtOnce implements StoreFaults {
        private int now;
        private int most;

        @Override
        public synchronized CompletionStage<Void> before(Call call) {
            now++;
            most = Math.max(most, now);
            return CompletableFuture.runAsync(
                    () -> {
                        synchronized (this) {
                            now--;
                        }
                    },
                    CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS));
        }
    }

    @Test
    void manyKeysThatOnlyTheDestinationHasAreListedInRangesToo() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            both.destination.put(String.format("out/%06d", i * 100), new byte[1]);
        }
        both.destination.setMaxPageSize(100);
        AtOnce atOnce = new AtOnce();
        both.destination.setFaults(atOnce);

        assertThat(both.run().counts().extra()).isEqualTo(10_000);
        assertThat(atOnce.most).isEqualTo(Verifier.MOST_RANGES);
    }

    @Test
    void anIncompleteListingIsAFailureAndNeverEqual() {
        for (int i = 0; i < 300; i++) {
            both.source.put(String.format("in/%03d", i), new byte[1]);
            both.destination.put(String.format("out/%03d", i), new byte[1]);
        }
        both.destination.setMaxPageSize(100);
        both.destination.setFaults(
                new StoreFaults() {
                    @Override
                    public ListPage page(Call call, ListPage page) {
                        return call.nth() == 1 ? page : new ListPage(List.of(), true, null);
                    }
                });

        assertThatThrownBy(both::run)
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("the listing cannot be trusted");
    }

    @Test
    void aStopEndsItAndNoRowComesAfterwards() throws Exception {
        both.source.put("in/a", new byte[1]);
        CompletableFuture<Void> never = new CompletableFuture<>();
        Set<String> asked = ConcurrentHashMap.newKeySet();
        both.source.setFaults(
                new StoreFaults() {
                    @Override
                    public CompletionStage<Void> before(Call call) {
                        asked.add(call.operation());
                        return never;
                    }
                });
        Verifier verifier =
                new Verifier(
                        both.source,
                        both.destination,
                        io.ossimport.transfer.move.Jobs.job(
                                io.ossimport.core.job.OverwritePolicy.DIFFERENT),
                        new io.ossimport.core.job.VerifyRules(TakeRules.ALL, Depth.CHECKSUMS),
                        Sample.NONE,
                        null,
                        both.manifest);
        CompletableFuture<VerifyTotals> run = verifier.run(both.rows::add);
        while (asked.isEmpty()) {
            Thread.onSpinWait();
        }

        verifier.stop();

        assertThatThrownBy(() -> run.get(30, TimeUnit.SECONDS))
                .hasRootCauseInstanceOf(CancellationException.class);
        never.complete(null);
        assertThat(both.rows).isEmpty();
    }

    @Test
    void theSameSeedChoosesTheSameKeys() {
        Sample sample = new Sample(0.1, 42);
        List<Key> chosen = new ArrayList<>();
        Map<Boolean, Integer> others = new HashMap<>();
        for (int i = 0; i < 10_000; i++) {
            Key key = Key.of("in/" + i);
            if (sample.contains(key)) {
                chosen.add(key);
            }
            others.merge(
                    new Sample(0.1, 43).contains(key) == sample.contains(key), 1, Integer::sum);
        }
        assertThat(chosen).hasSizeBetween(900, 1100);
        assertThat(chosen).allMatch(key -> new Sample(0.1, 42).contains(key));
        assertThat(others.get(false)).isBetween(1500, 2100); // another seed, other keys
        assertThat(Sample.ALL.contains(Key.of("in/1"))).isTrue();
        assertThat(Sample.NONE.contains(Key.of("in/1"))).isFalse();
    }

    @Test
    void listedChecksumsThatAreEqualNeedNoRequest() throws Exception {
        both.source.setListedChecksum(ChecksumAlgorithm.MD5);
        both.destination.setListedChecksum(ChecksumAlgorithm.MD5);
        both.source.put("in/a", new byte[] {1, 2, 3});
        both.destination.put("out/a", new byte[] {1, 2, 3});

        both.run();

        assertThat(both.only()).isEqualTo("SAME CHECKSUM");
        assertThat(both.calls("head") + both.calls("read")).isZero();
    }
}
