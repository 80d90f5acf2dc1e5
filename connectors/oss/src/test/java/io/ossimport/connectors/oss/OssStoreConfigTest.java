package io.ossimport.connectors.oss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.config.CredentialsSource;
import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.StoreSpec;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OssStoreConfigTest {

    private static OssStoreConfig config(
            String endpoint, String region, Map<String, String> options)
            throws InvalidConfigException {
        return OssStoreConfig.of(
                new StoreSpec(
                        "oss",
                        endpoint,
                        region,
                        "photos",
                        "",
                        CredentialsSource.ANONYMOUS,
                        options));
    }

    @ParameterizedTest
    @CsvSource({
        "https://oss-cn-hangzhou.aliyuncs.com, cn-hangzhou",
        "http://oss-cn-hangzhou-internal.aliyuncs.com, cn-hangzhou",
        "oss-ap-southeast-1.aliyuncs.com, ap-southeast-1",
        "https://cn-shanghai.oss.aliyuncs.com, cn-shanghai",
        "https://oss-accelerate.aliyuncs.com, ''",
        "https://oss-accelerate-overseas.aliyuncs.com, ''",
        "https://files.example.com, ''"
    })
    void theRegionIsReadFromTheEndpointAndDecidesTheSignature(String endpoint, String region)
            throws Exception {
        OssStoreConfig config = config(endpoint, "", Map.of());
        assertThat(config.site().region()).isEqualTo(region);
        assertThat(config.signV4()).isEqualTo(!region.isEmpty());
    }

    @Test
    void aGivenRegionWinsInEitherSpelling() throws Exception {
        String accelerate = "https://oss-accelerate.aliyuncs.com";
        assertThat(config(accelerate, "oss-cn-beijing", Map.of()).site().region())
                .isEqualTo("cn-beijing");
        OssStoreConfig config = config("", "cn-beijing", Map.of());
        assertThat(config.site().address().host()).isEqualTo("photos.oss-cn-beijing.aliyuncs.com");
        assertThat(config.site().address().endpoint().tls()).isTrue();
    }

    @Test
    void v1IsTakenWhenAskedFor() throws Exception {
        assertThat(
                        config(
                                        "https://oss-cn-hangzhou.aliyuncs.com",
                                        "",
                                        Map.of("signatureVersion", "v1"))
                                .signV4())
                .isFalse();
    }

    @Test
    void v4WithoutARegionIsAMistakeWithItsRemedy() {
        assertThatThrownBy(
                        () ->
                                config(
                                        "https://oss-accelerate.aliyuncs.com",
                                        "",
                                        Map.of("signatureVersion", "v4")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("set the region");
    }

    @Test
    void neitherEndpointNorRegionIsAMistake() {
        assertThatThrownBy(() -> config("", "", Map.of()))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("https://oss-cn-hangzhou.aliyuncs.com");
    }

    @ParameterizedTest
    @CsvSource({
        "https://oss-cn-hangzhou.aliyuncs.com, photos.oss-cn-hangzhou.aliyuncs.com",
        "http://127.0.0.1:8080, 127.0.0.1:8080",
        "http://localhost:8080, localhost:8080",
        "http://[::1]:8080, [::1]:8080"
    })
    void theBucketStandsInThePathOnlyOnAddressesAndLocalhost(String endpoint, String host)
            throws Exception {
        assertThat(config(endpoint, "cn-hangzhou", Map.of()).site().address().host())
                .isEqualTo(host);
    }

    @Test
    void pathStyleIsRefusedWhereOssRefusesIt() {
        assertThatThrownBy(
                        () ->
                                config(
                                        "https://oss-cn-hangzhou.aliyuncs.com",
                                        "",
                                        Map.of("pathStyle", "true")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("pathStyle");
    }

    @Test
    void anUnknownOptionIsNamed() {
        assertThatThrownBy(() -> config("", "cn-beijing", Map.of("signature", "v1")))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("signatureVersion");
    }
}
