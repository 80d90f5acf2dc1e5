package io.ossimport.transfer.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverwriteDecisionTest {

    /** An object written down as {@code size@millis#md5}; the checksum may be missing. */
    private static @Nullable ListedObject object(String text) {
        if (text.equals("-")) {
            return null;
        }
        String[] parts = text.split("[@#]", -1);
        Checksum checksum =
                parts.length < 3
                        ? Checksum.NONE
                        : new Checksum(ChecksumAlgorithm.MD5, parts[2].repeat(32));
        return new ListedObject(
                Key.of("k"),
                Long.parseLong(parts[0]),
                Long.parseLong(parts[1]),
                "",
                checksum,
                "",
                ListedObject.Kind.OBJECT);
    }

    @ParameterizedTest(name = "{0} over {1} under {2} is {3}")
    @CsvSource({
        // nothing there
        "5@9000, -, NEVER, NEW",
        "5@9000, -, ALWAYS, REPLACED",
        "5@9000, -, DIFFERENT, NEW",
        "5@9000, -, NEWER, NEW",
        "5@9000, -, FAIL, NEW",
        // the same there
        "5@9000, 5@9000, NEVER, EXISTS",
        "5@9000, 5@9000, ALWAYS, REPLACED",
        "5@9000, 5@9000, DIFFERENT, SAME",
        "5@9000, 5@9000, NEWER, NOT_NEWER",
        "5@9000, 5@9000, FAIL, SAME",
        // something else there
        "5@9000, 6@9999, NEVER, EXISTS",
        "5@9000, 6@9999, ALWAYS, REPLACED",
        "5@9000, 6@9999, DIFFERENT, REPLACED",
        "5@9000, 6@9999, NEWER, NOT_NEWER",
        "5@9000, 6@9999, FAIL, EXISTS_DIFFERENT",
        // by time, in whole seconds
        "5@9999, 5@9000, DIFFERENT, SAME",
        "5@10000, 5@9999, DIFFERENT, REPLACED",
        "5@10000, 5@9999, NEWER, REPLACED",
        "5@9999, 5@9000, NEWER, NOT_NEWER",
        "5@10000, 5@9999, FAIL, EXISTS_DIFFERENT",
        // by checksum, whatever the times say
        "5@9000#a, 5@1000#a, DIFFERENT, SAME",
        "5@1000#a, 5@9000#b, DIFFERENT, REPLACED",
        "5@1000#a, 5@9000#b, FAIL, EXISTS_DIFFERENT",
        // one has none
        "5@1000#a, 5@9000, DIFFERENT, SAME",
        "5@9000#a, 5@1000, DIFFERENT, REPLACED"
    })
    void followsTheTable(String source, String destination, OverwritePolicy policy, Reason reason) {
        ListedObject ours = object(source);
        assertThat(ours).isNotNull();
        if (ours != null) {
            assertThat(OverwriteDecision.of(ours, object(destination), policy)).isEqualTo(reason);
        }
    }
}
