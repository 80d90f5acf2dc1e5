package io.ossimport.connectors.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.config.CredentialsSource;
import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.StoreSpec;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class S3StoreConfigTest {

    private static S3StoreConfig config(String endpoint, String region, Map<String, String> options)
            throws InvalidConfigException {
        return S3StoreConfig.of(
                new StoreSpec(
                        "s3",
                        endpoint,
                        region,
                        "photos",
                        "",
                        CredentialsSource.ANONYMOUS,
                        options));
    }

    @Test
    void amazonIsTheDefault() throws Exception {
        S3StoreConfig config = config("", "", Map.of());
        assertThat(config.name()).isEqualTo("s3://photos");
        assertThat(config.site().address().endpoint().toString())
                .isEqualTo("https://photos.s3.us-east-1.amazonaws.com");
        assertThat(config.site().region()).isEqualTo("us-east-1");
        assertThat(config.fixedEndpoint()).isFalse();
        assertThat(config.holdBodies()).isFalse();
        assertThat(config.writeChecksum()).isEqualTo(ChecksumAlgorithm.CRC64_NVME);
        assertThat(config.etagIsMd5()).isTrue();
        assertThat(config.requesterPays()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://s3.eu-west-1.amazonaws.com, eu-west-1",
        "https://s3-eu-west-1.amazonaws.com, eu-west-1",
        "https://s3.dualstack.ap-southeast-2.amazonaws.com, ap-southeast-2",
        "https://s3.cn-north-1.amazonaws.com.cn, cn-north-1",
        "https://s3.us-gov-west-1.amazonaws.com, us-gov-west-1",
        "https://s3.amazonaws.com, us-east-1",
        "https://s3.example.com, us-east-1",
        "http://127.0.0.1:9000, us-east-1"
    })
    void theRegionIsReadFromAmazonsEndpoints(String endpoint, String region) throws Exception {
        assertThat(config(endpoint, "", Map.of()).site().region()).isEqualTo(region);
    }

    @ParameterizedTest
    @CsvSource({
        "https://s3.eu-west-1.amazonaws.com, auto, photos.s3.eu-west-1.amazonaws.com",
        "https://s3.eu-west-1.amazonaws.com, true, s3.eu-west-1.amazonaws.com",
        "https://s3.example.com, auto, s3.example.com",
        "https://s3.example.com, false, photos.s3.example.com",
        "http://127.0.0.1:9000, auto, 127.0.0.1:9000",
        "http://localhost:9000, false, photos.localhost:9000"
    })
    void theBucketStandsInTheHostForAmazonAndInThePathElsewhere(
            String endpoint, String pathStyle, String host) throws Exception {
        S3StoreConfig config = config(endpoint, "", Map.of("pathStyle", pathStyle));
        assertThat(config.site().address().host()).isEqualTo(host);
    }

    @Test
    void bodiesAreSignedWhereNothingElseProtectsThem() throws Exception {
        assertThat(config("http://s3.example.com", "", Map.of()).holdBodies()).isTrue();
        assertThat(config("https://s3.example.com", "", Map.of()).holdBodies()).isFalse();
        assertThat(
                        config("https://s3.example.com", "", Map.of("payloadSigning", "always"))
                                .holdBodies())
                .isTrue();
        assertThat(
                        config("http://s3.example.com", "", Map.of("payloadSigning", "never"))
                                .holdBodies())
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://s3.example.com, auto, MD5",
        "https://a.r2.cloudflarestorage.com, auto, CRC64_NVME",
        "https://s3.example.com, nvme, CRC64_NVME",
        "https://s3.eu-west-1.amazonaws.com, md5, MD5"
    })
    void writesAreProvenByWhatTheStoreSends(
            String endpoint, String option, ChecksumAlgorithm algorithm) throws Exception {
        assertThat(config(endpoint, "", Map.of("checksums", option)).writeChecksum())
                .isEqualTo(algorithm);
    }

    @Test
    void theWiresOptionsAreSecondsAndNumbers() throws Exception {
        S3StoreConfig config =
                config(
                        "",
                        "",
                        Map.of(
                                "connectTimeout", "3",
                                "responseTimeout", "4",
                                "minProgressWindow", "5",
                                "trustCertificates", "/etc/ca.pem",
                                "maxConnections", "6"));
        assertThat(config.wire().connectTimeout()).isEqualTo(Duration.ofSeconds(3));
        assertThat(config.wire().responseTimeout()).isEqualTo(Duration.ofSeconds(4));
        assertThat(config.wire().minProgressWindow()).isEqualTo(Duration.ofSeconds(5));
        assertThat(config.wire().trustCertificatesFile()).isEqualTo("/etc/ca.pem");
        assertThat(config.wire().maxConnectionsPerEndpoint()).isEqualTo(6);
    }

    @ParameterizedTest
    @CsvSource({
        "pathStyle, yes", "payloadSigning, sometimes", "checksums, crc32", "etagIsMd5, 1",
        "requesterPays, y", "connectTimeout, 0", "maxConnections, -1", "responseTimeout, 1.5",
        "pathstyle, true"
    })
    void aWrongOptionIsNamed(String name, String value) {
        assertThatThrownBy(() -> config("", "", Map.of(name, value)))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(name);
    }

    @Test
    void anEndpointThatIsNoneIsAMistake() {
        assertThatThrownBy(() -> config("https://s3.example.com/path", "", Map.of()))
                .isInstanceOf(InvalidConfigException.class);
    }
}
