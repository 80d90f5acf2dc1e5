package io.ossimport.connectors.s3;

import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.FakeS3;
import java.util.Map;

/** As any S3-compatible store is reached: path style, bodies signed, MD5. */
class S3PlainContractTest extends S3StandInContract {
    @Override
    FakeS3 start() {
        return FakeS3.start(CloudOptions.DEFAULT.withoutChecksums());
    }

    @Override
    Map<String, String> options() {
        return Map.of();
    }
}
