package io.ossimport.connectors.oss;

import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.FakeOss;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

/** Signature V4 and a session token over TLS, the bucket in the host's name. */
class OssEncryptedContractTest extends OssStandInContract {
    @TempDir Path folder;

    @Override
    FakeOss start() {
        return FakeOss.start(
                CloudOptions.DEFAULT
                        .withTls()
                        .withCredentials("temporary-key", "temporary-secret", "token/+="));
    }

    @Override
    Map<String, String> options() throws Exception {
        Path certificate = folder.resolve("ca.pem");
        Files.writeString(certificate, oss().certificatePem());
        return Map.of(
                "signatureVersion", "v4",
                "pathStyle", "false",
                "trustCertificates", certificate.toString());
    }
}
