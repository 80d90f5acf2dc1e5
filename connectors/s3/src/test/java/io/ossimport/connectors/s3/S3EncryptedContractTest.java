package io.ossimport.connectors.s3;

import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.FakeS3;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** As AWS is reached: TLS, the bucket in the host's name, bodies unsigned, CRC-64/NVME. */
class S3EncryptedContractTest extends S3StandInContract {
    @TempDir Path folder;

    @Override
    FakeS3 start() {
        return FakeS3.start(CloudOptions.DEFAULT.withTls());
    }

    @Override
    Map<String, String> options() throws Exception {
        Path certificate = folder.resolve("ca.pem");
        Files.writeString(certificate, s3().certificatePem());
        return Map.of(
                "pathStyle", "false",
                "checksums", "nvme",
                "trustCertificates", certificate.toString());
    }
}
