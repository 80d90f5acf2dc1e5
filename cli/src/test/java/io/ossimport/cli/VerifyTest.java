package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.PageTrick;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What {@code verify} finds, what it reads for it, and what it says. */
class VerifyTest extends TwoEnds {

    @Test
    void aMigrationThatWasDoneIsEqualAndNoObjectIsRead() throws Exception {
        copyLarge();
        JsonNode summary = agreed(verify(), 0);

        assertThat(summary.get("listed").asLong()).isEqualTo(OBJECTS + 1);
        JsonNode verified = summary.get("verified");
        assertThat(verified.get("sameByChecksum").asLong()).isEqualTo(OBJECTS);
        assertThat(verified.get("sameByManifest").asLong()).isEqualTo(1); // the one in parts
        assertThat(verified.get("bytesRead").asLong()).isZero();
        assertThat(clouds.s3.requests().count("GetObject")).isZero();
        assertThat(clouds.oss.requests().count("GetObject")).isZero();
        assertThat(clouds.s3.requests().count("HeadObject")).isEqualTo(1);
        assertThat(clouds.oss.requests().count("HeadObject")).isEqualTo(1);
    }

    @Test
    void theFoldersOfALocalDestinationAreNothingExtra() throws Exception {
        source.put("a/b/c", new byte[3]);
        source.put("marker/", new byte[0]);
        job = clouds.s3ToLocal(source, temp.resolve("copy"));
        assertThat(clouds.run("photos", job).status()).isZero();
        Files.createDirectory(temp.resolve("copy/empty"));
        forget();

        JsonNode verified = agreed(verify(), 0).get("verified");
        assertThat(verified.get("same").asLong()).isEqualTo(OBJECTS + 2);
    }

    @Test
    void everyDifferenceIsFoundAndNothingElse() throws Exception {
        flip(destination, "2024/" + name(7));
        destination.remove("2024/" + name(1_500));
        destination.put("2024/nobody", new byte[2]);
        destination.put("2024/a b/zzz", new byte[2]);
        source.put("later", new byte[3]);

        Typed typed = verify();

        JsonNode summary = agreed(typed, 1);
        assertThat(found(typed))
                .containsExactly(
                        "DIFFERENT " + name(7),
                        "EXTRA a b/zzz",
                        "EXTRA nobody",
                        "MISSING " + name(1_500),
                        "MISSING later");
        assertThat(summary.get("verified").get("bytesRead").asLong()).isZero();
        assertThat(clouds.s3.requests().count("GetObject")).isZero();
        assertThat(clouds.oss.requests().count("GetObject")).isZero();
    }

    @Test
    void whatARunWroteDownIsHeldAgainstWhatTheDestinationKeepsNow() throws Exception {
        copyLarge();
        clouds.oss.faults().on("HeadObject").key("2024/" + LARGE).wrongCrc();

        Typed typed = verify();

        agreed(typed, 1);
        assertThat(found(typed)).containsExactly("DIFFERENT " + LARGE);
        assertThat(typed.out()).contains("\"evidence\":\"MANIFEST\"", "it was copied with CRC-64");
    }

    @Test
    void aBitThatRottedInSilenceIsFoundByReading() throws Exception {
        String key = "2024/" + name(42);
        Content before = stored(destination, key);
        destination.put(key, new Rotten(before), Map.of(), WRITTEN);

        JsonNode summary = agreed(verify(), 0); // the store says that nothing changed
        assertThat(summary.get("verified").get("bytesRead").asLong()).isZero();

        Typed full = verify("--full");

        summary = agreed(full, 1);
        assertThat(found(full)).containsExactly("DIFFERENT " + name(42));
        long bytes = source.objects().values().stream().mapToLong(o -> o.size()).sum();
        assertThat(summary.get("verified").get("sameByContent").asLong()).isEqualTo(OBJECTS - 1);
        assertThat(summary.get("verified").get("bytesRead").asLong())
                .isEqualTo(2 * (bytes + before.length())); // what differs is read twice
    }

    /** Another bit than was written, under the checksums of what was written. */
    private record Rotten(Content written) implements Content {
        @Override
        public long length() {
            return written.length();
        }

        @Override
        public void read(long offset, ByteBuffer into) {
            int from = into.position();
            written.read(offset, into);
            if (offset == 0 && into.position() > from) {
                into.put(from, (byte) (into.get(from) ^ 4));
            }
        }

        @Override
        public Checksum checksum(ChecksumAlgorithm algorithm) {
            return written.checksum(algorithm);
        }
    }

    @Test
    void aSampleIsReadAndItsSeedChoosesTheSameOne() throws Exception {
        JsonNode first = agreed(verify("--sample", "10%"), 0).get("verified");
        long seed = first.get("seed").asLong();
        long read = clouds.s3.requests().count("GetObject");
        assertThat(read).isBetween(150L, 350L);
        Set<String> chosen = new TreeSet<>();
        clouds.s3.requests().list("GetObject").forEach(r -> chosen.add(r.key()));
        forget();

        JsonNode again =
                agreed(verify("--sample", "10%", "--seed", Long.toString(seed)), 0).get("verified");

        Set<String> chosenAgain = new TreeSet<>();
        clouds.s3.requests().list("GetObject").forEach(r -> chosenAgain.add(r.key()));
        assertThat(chosenAgain).isEqualTo(chosen);
        assertThat(again.get("bytesRead")).isEqualTo(first.get("bytesRead"));
        assertThat(clouds.oss.requests().bytesRead()).isPositive();
    }

    @Test
    void passingFaultsOnTheWayChangeNothing() throws Exception {
        clouds.s3.faults().on("GetObject").key(name(5)).flipBit(40);
        clouds.oss.faults().on("GetObject").key("2024/" + name(6)).flipBit(9);
        clouds.oss.faults().on("GetObject").skip(30).times(3).truncateBodyAt(50);
        clouds.oss.faults().on("GetObject").skip(60).times(3).status(500, "InternalError");
        clouds.s3.faults().on("ListObjectsV2").skip(1).times(1).drop();
        clouds.oss.faults().on("ListObjectsV2").skip(1).times(1).page(PageTrick.UNSORTED);

        JsonNode summary = agreed(verify("--full"), 0);

        assertThat(summary.get("verified").get("sameByContent").asLong()).isEqualTo(OBJECTS);
        assertThat(clouds.s3.faults().allSpent()).isTrue();
        assertThat(clouds.oss.faults().allSpent()).isTrue();
    }

    @Test
    void anIncompleteListingIsNeverEqual() throws Exception {
        clouds.oss.faults().on("ListObjectsV2").skip(1).always().page(PageTrick.UNSORTED);

        Typed typed = verify("attempts=2");

        assertThat(typed.status()).as(typed.all()).isEqualTo(4);
        JsonNode summary = Json.summary(typed.out());
        assertThat(summary.get("state").asText()).isEqualTo("failed");
        assertThat(summary.get("message").asText()).contains("cannot be trusted");
        Path kept = Path.of(summary.get("lists").asText()).resolve("summary.json");
        assertThat(new ObjectMapper().readTree(kept.toFile())).isEqualTo(summary);
    }

    @Test
    void peopleSeeTheFirstHundredOfEachKindAndWhereTheOthersAre() throws Exception {
        for (int i = 0; i < 120; i++) {
            destination.remove("2024/" + name(i));
        }
        Typed typed = Typed.command("verify", clouds.write("photos", job).toString());

        assertThat(typed.status()).isEqualTo(1);
        assertThat(typed.out().lines().filter(l -> l.startsWith("MISSING  "))).hasSize(100);
        assertThat(typed.out())
                .contains("… and 20 more in ")
                .contains("Job photos, verify 1: the two ends are not the same.")
                .contains("  missing   120 (at the source only)")
                .contains("without reading an object");
    }

    @Test
    void ctrlCEndsItAtOnceWithAClearSentence() throws Exception {
        clouds.s3.faults().on("GetObject").skip(20).always().delay(Duration.ofMinutes(10));
        Path jobFile = clouds.write("photos", job);
        Started verify = Started.program(temp, "verify", jobFile.toString(), "--full");
        Started.await(() -> clouds.s3.requests().count("GetObject") >= 20);

        verify.terminate();

        assertThat(verify.end()).isEqualTo(5);
        assertThat(verify.all())
                .contains("not all keys were compared", "stopped on request")
                .contains("The same command compares again from the beginning.");
        Path folder = clouds.workingDir().resolve("jobs/photos/verifies/1");
        assertThat(Files.readString(folder.resolve("summary.json")))
                .contains("\"state\":\"stopped\"");
    }

    @Test
    void shareAndSeedMustMakeSense() throws Exception {
        for (String[] wrong :
                new String[][] {
                    {"--sample", "0%"},
                    {"--sample", "1"},
                    {"--sample", "100%"},
                    {"--sample", "-1%"},
                    {"--seed", "7"},
                    {"--full", "--sample", "1%"}
                }) {
            assertThat(verify(wrong).status()).as(String.join(" ", wrong)).isEqualTo(2);
        }
        assertThat(clouds.s3.requests().total()).isZero();
    }
}
