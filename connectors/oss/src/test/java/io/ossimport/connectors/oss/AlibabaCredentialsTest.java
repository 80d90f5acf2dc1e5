package io.ossimport.connectors.oss;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.config.Credentials;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlibabaCredentialsTest {

    @TempDir Path home;

    @Test
    void theVariablesOfOssComeFirst() throws Exception {
        Files.writeString(
                home.resolve(".ossutilconfig"), "accessKeyID=file\naccessKeySecret=file\n");
        AlibabaCredentials credentials =
                new AlibabaCredentials(
                        "",
                        Map.of(
                                "OSS_ACCESS_KEY_ID", "id",
                                "OSS_ACCESS_KEY_SECRET", "secret",
                                "OSS_SESSION_TOKEN", "token"),
                        home);
        Credentials found = credentials.get();
        assertThat(found.accessKeyId()).isEqualTo("id");
        assertThat(found.secretKey().reveal()).isEqualTo("secret");
        assertThat(found.token().reveal()).isEqualTo("token");
        assertThat(credentials.get()).isSameAs(found);
    }

    @Test
    void theFileOfOssutilComesNext() throws Exception {
        Files.writeString(
                home.resolve(".ossutilconfig"),
                "[Credentials]\nlanguage=EN\naccessKeyID = id\naccessKeySecret = se=cret\n");
        Credentials found = new AlibabaCredentials("", Map.of(), home).get();
        assertThat(found.accessKeyId()).isEqualTo("id");
        assertThat(found.secretKey().reveal()).isEqualTo("se=cret");
        assertThat(found.token().isEmpty()).isTrue();
    }
}
