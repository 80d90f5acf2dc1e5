package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.cloud.RequestLog;
import io.ossimport.testkit.leak.Canary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An access key that ends in the middle of a run: nothing fails by it, and the run goes on later.
 */
class RevokedCredentialsTest {

    private static final int OBJECTS = 3000;

    // Those under way are refused before anybody knows; after them comes hardly a call.
    private static final int IN_FLIGHT = 40;
    private static final long MOST_REFUSED = 50;

    private static final CloudOptions SLOW =
            CloudOptions.DEFAULT.withLatency(Duration.ofMillis(20));

    @TempDir Path temp;

    @ParameterizedTest
    @ValueSource(strings = {"source", "destination"})
    void aRevokedAccessKeyPausesTheRunAndANewOneEndsIt(String side) throws Exception {
        boolean atSource = side.equals("source");
        try (Clouds clouds = Clouds.start(temp, SLOW, SLOW)) {
            FakeBucket source = clouds.s3.createBucket("photos");
            FakeBucket destination = clouds.oss.createBucket("photos-cn");
            for (int i = 0; i < OBJECTS; i++) {
                source.put("object-" + i, new byte[] {(byte) i});
            }
            Map<String, String> job = clouds.s3ToOss(source, destination);
            job.put("transfersInFlight", Integer.toString(IN_FLIGHT));
            Started run = Started.program(temp, "run", clouds.write("cut", job).toString());
            Started.await(() -> clouds.oss.requests().count("PutObject") >= 500);
            if (atSource) {
                clouds.s3.replaceAccessKey("AKIDNEW", Canary.secret("NewSourceSecret"));
            } else {
                clouds.oss.replaceAccessKey("LTAINEW", Canary.secret("NewDestSecret"));
            }

            assertThat(run.end()).as(run.all()).isEqualTo(4);
            assertThat(run.all())
                    .contains("Job cut, run 1: paused. The " + side)
                    .contains("does not accept the access key (InvalidAccessKeyId")
                    .contains("AccessKey and")
                    .contains("To go on once the cause is gone:  ossimport run")
                    .contains("  failed    0\n");
            RequestLog asked = atSource ? clouds.s3.requests() : clouds.oss.requests();
            assertThat(asked.list().stream().filter(request -> request.status() == 403).count())
                    .as("refused calls")
                    .isBetween(1L, MOST_REFUSED);

            Map<String, String> again = clouds.s3ToOss(source, destination);
            Typed rest = Typed.command("resume", clouds.write("cut", again).toString(), "--json");
            assertThat(rest.status()).as(rest.all()).isZero();
            JsonNode summary = Json.summary(rest.out());
            assertThat(summary.get("listed").asInt()).isEqualTo(OBJECTS);
            assertThat(summary.get("failed").asInt()).isZero();
            assertThat(destination.count()).isEqualTo(OBJECTS);
        }
    }
}
