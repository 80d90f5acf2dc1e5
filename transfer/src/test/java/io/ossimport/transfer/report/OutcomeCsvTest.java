package io.ossimport.transfer.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.ProofLevel;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutcomeCsvTest {

    static Outcome outcome(Reason reason, Key key, String message) {
        return outcome(reason, key, message, 1_700_000_000_123L);
    }

    private static Outcome at(long modifiedMillis) {
        return outcome(Reason.NEW, Key.of("a"), "", modifiedMillis);
    }

    private static Outcome outcome(Reason reason, Key key, String message, long modifiedMillis) {
        return new Outcome(
                reason,
                key,
                key,
                17,
                modifiedMillis,
                "abc",
                Checksum.NONE,
                Checksum.ofLong(ChecksumAlgorithm.CRC64_XZ, 255),
                reason == Reason.NEW ? ProofLevel.TRANSIT : ProofLevel.NONE,
                message,
                0,
                "id1 id2",
                1,
                1_700_000_001_000L,
                1_700_000_002_000L);
    }

    private static List<Outcome> roundTrip(Outcome... outcomes) throws IOException {
        StringBuilder file = new StringBuilder(OutcomeCsv.header());
        for (Outcome outcome : outcomes) {
            file.append(new String(OutcomeCsv.row(outcome), StandardCharsets.UTF_8));
        }
        return OutcomeCsv.read(new StringReader(file.toString())).toList();
    }

    @Test
    void whatIsWrittenIsReadAgain() throws Exception {
        Outcome outcome = outcome(Reason.NEW, Key.of("a/b c.txt"), "all, \"well\"");

        assertThat(roundTrip(outcome)).containsExactly(outcome);
    }

    @ParameterizedTest
    @ValueSource(
            longs = {
                0,
                -1,
                999,
                1_700_000_000_010L,
                1_709_164_800_000L,
                253_402_300_799_999L,
                253_402_300_800_000L,
                -62_200_000_000_001L
            })
    void timesAreWrittenAsIso8601(long millis) throws Exception {
        Outcome outcome = at(millis);

        assertThat(new String(OutcomeCsv.row(outcome), StandardCharsets.UTF_8))
                .contains("," + Instant.ofEpochMilli(millis) + ",");
        assertThat(roundTrip(outcome)).containsExactly(outcome);
    }

    @Test
    void everyByteOfAKeySurvives() throws Exception {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (255 - i);
        }
        Outcome outcome = outcome(Reason.NEW, Key.ofBytes(bytes), "");

        assertThat(roundTrip(outcome)).containsExactly(outcome);
    }

    @Test
    void noCellLooksLikeAFormula() {
        for (String evil : List.of("=1+1", "+1", "-1", "@x", "'x")) {
            Outcome outcome = outcome(Reason.NEW, Key.of(evil), evil);

            String row = new String(OutcomeCsv.row(outcome), StandardCharsets.UTF_8);

            assertThat(row.strip().split(",", -1)).noneMatch(cell -> cell.matches("[=+\\-@].*"));
        }
    }

    @Test
    void controlCharactersStayOnTheLine() {
        Outcome outcome = outcome(Reason.NEW, Key.of("a\nb"), "c\r\nd\u0000\u001b[31m");

        String row = new String(OutcomeCsv.row(outcome), StandardCharsets.UTF_8);

        assertThat(row.indexOf('\n')).isEqualTo(row.length() - 1);
        assertThat(row).contains("a%0Ab").contains("c\\u000d\\u000ad\\u0000\\u001b[31m");
    }
}
