package io.ossimport.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessCredentialsTest {

    private static final String CANARY = "c4n4ry-s3cr3t";
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @TempDir Path folder;
    private final SetClock clock = new SetClock();

    @Test
    void printedKeysAreUsedUntilTheyAreRefused() throws Exception {
        CredentialsProvider provider =
                printing(
                        "{\"Version\": 1, \"AccessKeyId\": \"AK\\u0041\", \"SecretAccessKey\":"
                                + " \"c4n4ry\\/s\"}");
        Credentials credentials = provider.get();
        assertThat(credentials.accessKeyId()).isEqualTo("AKA");
        assertThat(credentials.secretKey().reveal()).isEqualTo("c4n4ry/s");
        assertThat(credentials.token().isEmpty()).isTrue();
        provider.get();
        assertThat(runs()).isEqualTo(1);
        provider.invalidate();
        provider.get();
        assertThat(runs()).isEqualTo(2);
    }

    @Test
    void temporaryKeysAreRenewedAtFourFifthsOfTheirLife() throws Exception {
        CredentialsProvider provider =
                printing(
                        "{\"Version\":1,\"AccessKeyId\":\"AK\",\"SecretAccessKey\":\"s\","
                                + "\"SessionToken\":\"t\",\"Expiration\":\"2026-11-22T13:00:00Z\"}");
        assertThat(provider.get().token().reveal()).isEqualTo("t");
        clock.now = NOON.plus(Duration.ofMinutes(47));
        provider.get();
        assertThat(runs()).isEqualTo(1);
        clock.now = NOON.plus(Duration.ofMinutes(48));
        provider.get();
        assertThat(runs()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                CANARY,
                "[]",
                "{\"SecretAccessKey\":\"c4n4ry-s3cr3t\"",
                "{\"Version\":1,\"SecretAccessKey\":\"c4n4ry-s3cr3t\"}",
                "{\"Version\":2,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"c4n4ry-s3cr3t\"}",
                "{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"c4n4ry-s3cr3t\"}x",
                "{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":{\"a\":\"c4n4ry-s3cr3t\"}}",
                "{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"c4n4ry-s3cr3t\","
                        + "\"Expiration\":\"soon c4n4ry-s3cr3t\"}",
                "{\"Version\":1,\"AccessKeyId\":\"A\",\"SecretAccessKey\":\"c4n4ry-s3cr3t\","
                        + "\"Expiration\":\"2020-01-01T00:00:00Z\"}",
            })
    void outputThatIsUnusableIsASentenceWithoutIt(String output) throws Exception {
        CredentialsProvider provider = printing(output);
        assertThatThrownBy(provider::get)
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageStartingWith("The command that gives credentials is not usable, ")
                .hasMessageNotContaining(CANARY)
                .hasNoCause();
    }

    @Test
    void commandThatFailsIsNamedWithItsStatus() {
        CredentialsProvider provider = new ProcessCredentials("exit 3", clock);
        assertThatThrownBy(provider::get)
                .hasMessage("The command that gives credentials ended with status 3: exit 3");
    }

    @Test
    void vendorChainIsForTheConnectors() {
        assertThatThrownBy(CredentialsSource.VENDOR_CHAIN::provider)
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void anonymousNeedsNothing() throws Exception {
        assertThat(CredentialsSource.ANONYMOUS.provider().get().isAnonymous()).isTrue();
    }

    private CredentialsProvider printing(String output) throws Exception {
        Path answer = Files.writeString(folder.resolve("answer"), output);
        String command = "echo run >> '" + folder + "/runs'; cat '" + answer + "'";
        return new ProcessCredentials(command, clock);
    }

    private int runs() throws Exception {
        return Files.readAllLines(folder.resolve("runs")).size();
    }

    private static final class SetClock extends Clock {
        private Instant now = NOON;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
