package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ossimport.testkit.cloud.Content;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The keys of OssImport's job file that are about comparing. */
class VerifyJobTest extends TwoEnds {

    @Test
    void auditModesSayHowCloselyToLook() throws Exception {
        copyLarge();
        flip(destination, "2024/" + name(7));
        removeRuns(); // now nothing is known of the object in parts but its size

        JsonNode simple = agreed(verify("auditMode=simple"), 0).get("verified");
        assertThat(simple.get("sameBySizeOnly").asLong()).isEqualTo(OBJECTS + 1);
        assertThat(clouds.s3.requests().count("HeadObject")).isZero();

        JsonNode general = agreed(verify("auditMode=general"), 1).get("verified");
        assertThat(general.get("different").asLong()).isEqualTo(1);
        assertThat(general.get("sameBySizeOnly").asLong()).isEqualTo(1);
        assertThat(general.get("bytesRead").asLong()).isZero();

        JsonNode detailed = agreed(verify("auditMode=detailed"), 1).get("verified");
        assertThat(detailed.get("different").asLong()).isEqualTo(1);
        assertThat(detailed.get("sameByContent").asLong()).isEqualTo(1);
        assertThat(detailed.get("bytesRead").asLong()).isEqualTo(2L * LARGE_BYTES);
    }

    private void removeRuns() throws IOException {
        Path runs = clouds.workingDir().resolve("jobs/photos/runs");
        try (Stream<Path> all = Files.walk(runs)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    @Test
    void lastModifyLeavesOutWhatIsYoungerAtBothEnds() throws Exception {
        Instant later = WRITTEN.plusSeconds(3600);
        source.put(name(9), Content.of("changed"), Map.of(), later);
        source.put("young", Content.of("young"), Map.of(), later);

        agreed(verify(), 1);
        JsonNode verified =
                agreed(verify("lastModify=" + WRITTEN.getEpochSecond()), 0).get("verified");

        assertThat(verified.get("leftOut").asLong()).isEqualTo(2);
        assertThat(verified.get("same").asLong()).isEqualTo(OBJECTS - 1);
    }

    @Test
    void aRunGoesOnWithAComparisonWhenTheJobFileSaysSo() throws Exception {
        destination.put("2024/nobody", new byte[2]);
        copyLarge();
        Typed without = clouds.run("photos", job, "--json");
        assertThat(without.status()).isZero();
        assertThat(Json.summary(without.out()).get("run").asInt()).isEqualTo(2);

        job.put("isAuditAfterImport", "true");
        Typed with = clouds.run("photos", job, "--json");

        assertThat(with.status()).as(with.all()).isEqualTo(1); // the worse of both
        JsonNode summary = Json.summary(with.out());
        assertThat(summary.get("verify").asInt()).isEqualTo(1);
        assertThat(summary.get("verified").get("extra").asLong()).isEqualTo(1);
        assertThat(with.out().lines().filter(l -> l.contains("\"type\":\"summary\"")).count())
                .isEqualTo(2);
    }

    @Test
    void aJobOfTypeAuditComparesAndCopiesNothing() throws Exception {
        job.put("jobType", "audit");
        agreed(clouds.run("photos", job, "--json"), 0);
    }
}
