package io.ossimport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.job.CopySettings;
import io.ossimport.core.job.MetadataPolicy;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ObjectMetadata;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.FakeObject;
import io.ossimport.testkit.cloud.FaultScript;
import io.ossimport.testkit.cloud.Framing;
import io.ossimport.testkit.cloud.PageTrick;
import io.ossimport.testkit.store.MemoryObject;
import io.ossimport.testkit.store.MemoryStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Stores that cut, flip and lie, systematically: a mover and the real connectors over real HTTP.
 * What is not right is never called copied, and a listing that is not right is never a success.
 */
@Timeout(120)
class LyingCloudsTest {

    private static final int ATTEMPTS = 3;
    private static final int SIZE = 64 * 101;
    private static final int PART = 100 << 10;

    private static final CopySettings SMALL_PARTS =
            new CopySettings(PART, PART, 32, 64 << 20, ATTEMPTS, MetadataPolicy.RENAME, 0);

    /** Tricks that do no harm: the listing goes on behind the last key, or is asked again. */
    private static final Set<PageTrick> HARMLESS =
            Set.of(PageTrick.MISSING_TOKEN, PageTrick.TOO_MANY_KEYS, PageTrick.DUPLICATE_PAGE);

    @TempDir private Path folder;

    private static Moved move(ObjectStore source, ObjectStore destination, TakeRules take)
            throws Exception {
        return Moved.between(source, destination, take, SMALL_PARTS);
    }

    @ParameterizedTest
    @CsvSource({
        "S3, LENGTH",
        "S3, CHUNKS",
        "S3, CHUNKS_CUT",
        "S3, UNTIL_CLOSE",
        "OSS, LENGTH",
        "OSS, CHUNKS",
        "OSS, CHUNKS_CUT",
        "OSS, UNTIL_CLOSE"
    })
    void whereverABodyIsCutItIsReadAgain(Cloud.Type type, Framing framing) throws Exception {
        MemoryStore destination = new MemoryStore("mem://destination");
        try (Cloud cloud = Cloud.start(type, CloudOptions.DEFAULT, folder);
                ObjectStore source = cloud.open()) {
            for (int i = 0; i < 64; i++) {
                cloud.bucket().put("k" + i, Content.generated(i, SIZE).toBytes());
                cloud.faults()
                        .on("GetObject")
                        .key("k" + i)
                        .truncateBodyAt((long) i * SIZE / 64, framing);
            }

            Moved moved = move(source, destination, TakeRules.ALL);

            assertThat(cloud.faults().allSpent()).isTrue();
            assertThat(cloud.requests().count("GetObject")).isEqualTo(128);
            assertThat(moved.outcomes()).hasSize(64);
        }
        assertThat(destination.objects()).hasSize(64);
        for (int i = 0; i < 64; i++) {
            MemoryObject copy = Objects.requireNonNull(destination.objects().get(Key.of("k" + i)));
            assertThat(copy.bytes()).isEqualTo(Content.generated(i, SIZE).toBytes());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatIsAlwaysCutIsNeverCalledCopied(Cloud.Type type) throws Exception {
        MemoryStore destination = new MemoryStore("mem://destination");
        try (Cloud cloud = Cloud.start(type, CloudOptions.DEFAULT, folder);
                ObjectStore source = cloud.open()) {
            for (Framing framing : Framing.values()) {
                cloud.bucket().put(framing.name(), new byte[SIZE]);
                cloud.faults()
                        .on("GetObject")
                        .key(framing.name())
                        .always()
                        .truncateBodyAt(SIZE - 1, framing);
            }

            Moved moved = move(source, destination, TakeRules.ALL);

            assertThat(moved.outcomes())
                    .hasSize(Framing.values().length)
                    .allMatch(outcome -> outcome.kind() == OutcomeKind.FAILED);
            assertThat(cloud.requests().count("GetObject"))
                    .isEqualTo((long) ATTEMPTS * Framing.values().length);
        }
        assertThat(destination.objects()).isEmpty();
    }

    private static void flip(int i, long bits, FaultScript faults, String key, boolean sent) {
        Random random = new Random(i);
        String operation = sent ? "PutObject" : "GetObject";
        for (int flips = 1 + i % 64; flips > 0; flips--) {
            long bit = random.nextLong(bits);
            FaultScript.Rule rule = faults.on(operation).key(key);
            var unused = sent ? rule.flipSentBit(bit) : rule.flipBit(bit);
        }
    }

    // An even number of flips of one and the same bit changes nothing, so not all need a retry.
    @ParameterizedTest
    @EnumSource
    void bitsThatAreFlippedOnTheWayFromTheSourceNeverArrive(Cloud.Type type) throws Exception {
        MemoryStore destination = new MemoryStore("mem://destination");
        int objects = 128;
        try (Cloud cloud = Cloud.start(type, CloudOptions.DEFAULT, folder);
                ObjectStore source = cloud.open()) {
            for (int i = 0; i < objects; i++) {
                cloud.bucket().put("k" + i, Content.generated(i, 16 + i * 50L).toBytes());
                flip(i, 8 * (16 + i * 50L), cloud.faults(), "k" + i, false);
            }

            Moved moved = move(source, destination, TakeRules.ALL);

            assertThat(moved.outcomes())
                    .hasSize(objects)
                    .allMatch(outcome -> outcome.kind() == OutcomeKind.COPIED);
            assertThat(cloud.requests().count("GetObject"))
                    .isBetween(2L * objects - 4, 2L * objects);
        }
        for (int i = 0; i < objects; i++) {
            MemoryObject copy = Objects.requireNonNull(destination.objects().get(Key.of("k" + i)));
            assertThat(copy.bytes()).isEqualTo(Content.generated(i, 16 + i * 50L).toBytes());
        }
    }

    @ParameterizedTest
    @EnumSource
    void bitsThatAreFlippedOnTheWayToTheDestinationAreSentAgain(Cloud.Type type) throws Exception {
        MemoryStore source = new MemoryStore("mem://source");
        int objects = 128;
        try (Cloud cloud = Cloud.start(type, CloudOptions.DEFAULT, folder);
                ObjectStore destination = cloud.open()) {
            for (int i = 0; i < objects; i++) {
                source.put("k" + i, Content.generated(i, 16 + i * 50L).toBytes());
                flip(i, 8 * (16 + i * 50L), cloud.faults(), "k" + i, true);
            }

            Moved moved = move(source, destination, TakeRules.ALL);

            assertThat(moved.outcomes())
                    .hasSize(objects)
                    .allMatch(outcome -> outcome.kind() == OutcomeKind.COPIED);
            assertThat(cloud.requests().count("PutObject"))
                    .isBetween(2L * objects - 4, 2L * objects);
            for (int i = 0; i < objects; i++) {
                FakeObject copy = Objects.requireNonNull(cloud.bucket().object("k" + i));
                Content right = Content.generated(i, 16 + i * 50L);
                assertThat(copy.content().toBytes()).isEqualTo(right.toBytes());
            }
        }
    }

    // S3 takes no part but the last below 5 MiB, so an object has one large part and a small one.
    @ParameterizedTest
    @CsvSource({"S3, 4, 5243000", "OSS, 30, 150000"})
    void aBitThatIsFlippedInAPartIsFound(Cloud.Type type, int objects, long size) throws Exception {
        MemoryStore source = new MemoryStore("mem://source");
        try (Cloud cloud = Cloud.start(type, CloudOptions.DEFAULT, folder);
                ObjectStore destination = cloud.open()) {
            for (int i = 0; i < objects; i++) {
                Key key = Key.of("k" + i);
                source.put(key, Content.generated(i, size), ObjectMetadata.NONE, 1);
                cloud.faults().on("UploadPart").key("k" + i).flipSentBit(i * 1000L);
            }

            Moved moved = move(source, destination, TakeRules.ALL);

            assertThat(cloud.faults().allSpent()).isTrue();
            assertThat(moved.outcomes())
                    .hasSize(objects)
                    .allMatch(outcome -> outcome.kind() == OutcomeKind.COPIED);
            for (int i = 0; i < objects; i++) {
                FakeObject copy = Objects.requireNonNull(cloud.bucket().object("k" + i));
                assertThat(copy.content().toBytes())
                        .isEqualTo(Content.generated(i, size).toBytes());
            }
        }
    }

    static List<Object[]> tricks() {
        List<Object[]> tricks = new ArrayList<>();
        for (Cloud.Type type : Cloud.Type.values()) {
            for (PageTrick trick : PageTrick.values()) {
                // A store that hides what lies behind a false end cannot be found out.
                if (trick != PageTrick.FALSE_END && trick != PageTrick.EMPTY_TRUNCATED) {
                    tricks.add(new Object[] {type, trick});
                }
            }
        }
        return tricks;
    }

    // Nothing is copied, for the listing alone decides: all objects are too old.
    private static final TakeRules NONE = TakeRules.ALL.modified(Long.MAX_VALUE, Long.MAX_VALUE);

    @ParameterizedTest
    @MethodSource("tricks")
    void aListingThatLiesIsFoundOutWithinThreePages(Cloud.Type type, PageTrick trick)
            throws Exception {
        try (Cloud cloud = Cloud.start(type, CloudOptions.DEFAULT.withMaxPageSize(100), folder);
                ObjectStore source = cloud.open()) {
            for (int i = 0; i < 1_300; i++) {
                cloud.bucket().put("k" + i, new byte[1]);
            }
            boolean isHarmless = HARMLESS.contains(trick);
            cloud.faults()
                    .on("ListObjectsV2")
                    .skip(2)
                    .times(isHarmless ? 3 : Long.MAX_VALUE)
                    .page(trick);

            Moved moved = move(source, new MemoryStore("mem://destination"), NONE);

            if (isHarmless) {
                assertThat(moved.failure()).isNull();
                assertThat(moved.outcomes())
                        .extracting(Outcome::key)
                        .containsExactlyElementsOf(cloud.bucket().objects().keySet());
            } else {
                assertThat(Objects.requireNonNull(moved.failure()).kind())
                        .isEqualTo(StoreException.Kind.BAD_ANSWER);
                assertThat(cloud.requests().count("ListObjectsV2"))
                        .isLessThanOrEqualTo(2 + pages(trick) + ATTEMPTS - 1);
            }
        }
    }

    /** So many pages may be asked for until a trick is found. */
    private static int pages(PageTrick trick) {
        return switch (trick) {
            case TOKEN_LOOP_OF_2, TOKEN_LOOP_OF_3 -> 7;
            case TOKEN_LOOP_OF_4 -> 8;
            case TOKEN_LOOP_OF_5 -> 13;
            default -> 3;
        };
    }

    @ParameterizedTest
    @EnumSource
    void pagesWithoutKeysAreGoneOver(Cloud.Type type) throws Exception {
        try (Cloud cloud = Cloud.start(type, CloudOptions.DEFAULT.withMaxPageSize(10), folder);
                ObjectStore source = cloud.open()) {
            for (int i = 0; i < 50; i++) {
                cloud.bucket().put("k" + i, new byte[1]);
            }
            cloud.faults().on("ListObjectsV2").skip(2).times(20).page(PageTrick.EMPTY_TRUNCATED);

            Moved moved = move(source, new MemoryStore("mem://destination"), NONE);

            assertThat(moved.failure()).isNull();
            assertThat(moved.outcomes()).hasSize(50);
        }
    }
}
