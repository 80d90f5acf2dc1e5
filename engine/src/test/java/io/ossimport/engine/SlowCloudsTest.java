package io.ossimport.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.job.CopySettings;
import io.ossimport.core.job.MetadataPolicy;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.Content;
import io.ossimport.testkit.cloud.FakeObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A far S3 and a far OSS, where one request in twenty stops moving or is answered too late: each
 * holds up itself, and the job comes to its end.
 */
@Timeout(300)
class SlowCloudsTest {

    private static final CloudOptions FAR =
            CloudOptions.DEFAULT.withLatency(Duration.ofMillis(300));
    private static final Map<String, String> IMPATIENT =
            Map.of("minProgressWindow", "1", "responseTimeout", "2");
    private static final Duration TOO_LATE = Duration.ofSeconds(3);
    private static final double SHARE = 0.05;
    private static final int SMALL = 600;
    private static final int LARGE = 10;
    private static final int PART = 100 << 10;

    @TempDir private Path folder;

    @Test
    void requestsThatStallHoldUpThemselvesOnly() throws Exception {
        try (Cloud s3 = Cloud.start(Cloud.Type.S3, FAR, folder);
                Cloud oss = Cloud.start(Cloud.Type.OSS, FAR, folder);
                ObjectStore source = s3.open(IMPATIENT);
                ObjectStore destination = oss.open(IMPATIENT)) {
            for (int i = 0; i < SMALL; i++) {
                s3.bucket().put("small/" + i, Content.generated(i, 20_000));
            }
            for (int i = 0; i < LARGE; i++) {
                s3.bucket().put("large/" + i, Content.generated(i, 5L * PART));
            }
            s3.faults().on("ListObjectsV2").delay(TOO_LATE);
            s3.faults().on("GetObject").share(SHARE).stallAt(5_000);
            s3.faults().on("GetObject").share(SHARE).stallAt(0);
            for (String write : new String[] {"PutObject", "UploadPart"}) {
                oss.faults().on(write).share(SHARE).delay(TOO_LATE);
            }
            oss.faults().on("CompleteMultipartUpload").delay(TOO_LATE);
            CopySettings settings =
                    new CopySettings(PART, PART, 64, 64 << 20, 8, MetadataPolicy.RENAME, 0);

            Moved moved = Moved.between(source, destination, TakeRules.ALL, settings);

            assertThat(moved.failure()).isNull();
            assertThat(moved.outcomes())
                    .hasSize(SMALL + LARGE)
                    .extracting(Outcome::kind)
                    .containsOnly(OutcomeKind.COPIED);
            assertThat(oss.bucket().count()).isEqualTo(SMALL + LARGE);
            for (FakeObject object : s3.bucket().objects().values()) {
                FakeObject copy =
                        Objects.requireNonNull(oss.bucket().object(object.key().toString()));
                assertThat(copy.content().toBytes()).isEqualTo(object.content().toBytes());
            }
            assertThat(oss.bucket().openUploads()).isZero();
            long faults = s3.faults().hits() + oss.faults().hits();
            assertThat(faults).isGreaterThan(50);
            long needed = 2L * SMALL + LARGE * (5 + 5 + 2) + 1;
            long asked = s3.requests().total() + oss.requests().total();
            assertThat(asked).as("%d faults", faults).isLessThanOrEqualTo(needed + 3 * faults);
        }
    }
}
