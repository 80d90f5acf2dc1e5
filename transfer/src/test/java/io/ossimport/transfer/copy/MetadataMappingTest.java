package io.ossimport.transfer.copy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.job.MetadataPolicy;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.MetadataRules;
import io.ossimport.core.store.ObjectMetadata;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetadataMappingTest {

    private static final MetadataRules OSS = new MetadataRules(8192, "-");

    private static ObjectMetadata user(String name, String value) {
        return new ObjectMetadata(Map.of(), Map.of(name, value), 0);
    }

    private static MetadataMapping.Mapped map(MetadataPolicy policy, ObjectMetadata metadata)
            throws RefusedException {
        return new MetadataMapping(OSS, policy).map(metadata);
    }

    @ParameterizedTest
    @CsvSource({
        "author, author",
        "my-name, my-name",
        "my_name, my-x5f-name",
        "a.b, a-x2e-b",
        "my-xattr, my-xattr",
        "my-xattr_, my-x2d-xattr-x5f-",
        "a-x5f-b, a-x2d-x5f-b",
        "ä, -xc3--xa4-"
    })
    void aNameIsRenamedAndBack(String name, String renamed) {
        assertThat(MetadataNames.encode(name, OSS)).isEqualTo(renamed);
        assertThat(MetadataNames.decode(renamed)).isEqualTo(name);
    }

    @Test
    void noTwoNamesBecomeOne() {
        Random random = new Random(5);
        Set<String> names = new HashSet<>();
        Set<String> renamed = new HashSet<>();
        String letters = "x-_25f.d";
        for (int i = 0; i < 50_000; i++) {
            StringBuilder name = new StringBuilder();
            for (int j = 0; j <= random.nextInt(9); j++) {
                name.append(letters.charAt(random.nextInt(letters.length())));
            }
            String encoded = MetadataNames.encode(name.toString(), OSS);
            assertThat(OSS.accepts(encoded)).isTrue();
            assertThat(MetadataNames.decode(encoded)).isEqualTo(name.toString());
            if (names.add(name.toString())) {
                assertThat(renamed.add(encoded)).isTrue();
            }
        }
    }

    @Test
    void standardHeadersStayAsTheyAre() throws Exception {
        Map<String, String> headers =
                Map.of(
                        "content-type", "text/html; charset=\"x\"",
                        "expires", "never, really",
                        "content-encoding", "gzip");

        assertThat(map(MetadataPolicy.RENAME, new ObjectMetadata(headers, Map.of(), 0)).metadata())
                .isEqualTo(new ObjectMetadata(headers, Map.of(), 0));
    }

    @Test
    void thereIsAlwaysAContentType() throws Exception {
        assertThat(map(MetadataPolicy.RENAME, ObjectMetadata.NONE).metadata().headers())
                .isEqualTo(Map.of("content-type", "application/octet-stream"));
    }

    @Test
    void encodedWordsStayAsTheyAre() throws Exception {
        assertThat(map(MetadataPolicy.RENAME, user("a", "=?UTF-8?B?4pyT?=")).metadata().user())
                .containsEntry("a", "=?UTF-8?B?4pyT?=");
    }

    @Test
    void rawBytesOutsideAsciiAreNeverSentAsSuch() throws Exception {
        String latin =
                new String("✓".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

        assertThat(map(MetadataPolicy.RENAME, user("a", latin)).metadata().user())
                .containsEntry("a", "=?UTF-8?B?4pyT?=");
        assertThat(map(MetadataPolicy.RENAME, user("a", "✓")).metadata().user())
                .containsEntry("a", "=?UTF-8?B?4pyT?=");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nx: y", "a\u0000", "\u007f", "\u001b[31m"})
    void controlCharactersAreRefused(String value) {
        assertThatThrownBy(() -> map(MetadataPolicy.RENAME, user("a", value)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.METADATA_ILLEGAL));
    }

    @Test
    void tooMuchMetadataIsRefused() {
        assertThatThrownBy(() -> map(MetadataPolicy.RENAME, user("a", "x".repeat(8192))))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.METADATA_TOO_LARGE));
    }

    @Test
    void underTheDropPolicyANameIsLeftOutAndNamed() throws Exception {
        MetadataMapping.Mapped mapped = map(MetadataPolicy.DROP, user("my_name", "v"));

        assertThat(mapped.metadata().user()).isEmpty();
        assertThat(mapped.note()).contains("my_name");
    }

    @Test
    void underTheFailPolicyANameFailsTheObject() {
        assertThatThrownBy(() -> map(MetadataPolicy.FAIL, user("my_name", "v")))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.METADATA_NAME));
    }

    @Test
    void whereTheDestinationKeepsNoneItIsLeftOutAndSaidUnlessThePolicyIsToFail() throws Exception {
        MetadataRules none = new MetadataRules(0, "-_");
        MetadataMapping.Mapped mapped =
                new MetadataMapping(none, MetadataPolicy.RENAME).map(user("a", "v"));

        assertThat(mapped.metadata().user()).isEmpty();
        assertThat(mapped.note())
                .isEqualTo("Left out: user metadata, which the destination does not keep.");
        assertThatThrownBy(() -> new MetadataMapping(none, MetadataPolicy.FAIL).map(user("a", "v")))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.reason()).isEqualTo(Reason.METADATA_TOO_LARGE));
    }
}
