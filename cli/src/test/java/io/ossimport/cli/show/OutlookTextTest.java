package io.ossimport.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.transfer.report.Limit;
import io.ossimport.transfer.report.Outlook;
import io.ossimport.transfer.report.Progress;
import io.ossimport.transfer.report.Totals;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What is said of the rest of a run: on a terminal, in a pipe, and to programs. */
class OutlookTextTest {

    private static final long TIB = 1L << 40;
    private static final Outlook KNOWN =
            new Outlook(
                    2_000_000, 4 * TIB, true, 1_204_000, 3 * TIB, 7_500, 9_600, Limit.SOURCE_READS);
    private static final Outlook COUNTING =
            new Outlook(90_000, TIB, false, 50_000, TIB / 2, -1, -1, Limit.UNKNOWN);

    private static Progress progress(Outlook outlook) {
        return new Progress("photos", 1, Totals.ZERO, outlook, 0, 0, 0, false);
    }

    private static String drawn(Outlook outlook) {
        StringWriter err = new StringWriter();
        Talk talk =
                new Talk(
                        new PrintWriter(new StringWriter()),
                        new PrintWriter(err),
                        false,
                        false,
                        120,
                        false);
        new LiveDisplay(talk, "photos").update(progress(outlook), Duration.ofSeconds(20));
        return err.toString();
    }

    @Test
    void theEndIsSaidWithItsRangeAndWhatHoldsItUp() {
        assertThat(drawn(KNOWN))
                .contains("  left      1,204,000 objects, 3.0 TiB, done in 2h05m to 2h40m\n")
                .endsWith("  limit     source reads\n");
        assertThat(OutlookText.ending(KNOWN))
                .isEqualTo(
                        ", left 1,204,000 objects, 3.0 TiB, done in 2h05m to 2h40m,"
                                + " limited by source reads");
    }

    @Test
    void aRangeOfOneTimeIsOneTime() {
        Outlook sure = new Outlook(3, -1, true, 1, -1, 90, 90, Limit.UNKNOWN);
        assertThat(OutlookText.ending(sure)).isEqualTo(", left 1 object, done in 1m30s");
    }

    @Test
    void whileItIsCountedThereAreAtLeastSoMany() {
        assertThat(OutlookText.ending(COUNTING))
                .isEqualTo(", left at least 50,000 objects, 512 GiB");
        Outlook behind = new Outlook(90, 90, false, 0, 0, -1, -1, Limit.UNKNOWN);
        assertThat(OutlookText.ending(behind)).isEmpty();
    }

    @Test
    void nothingIsSaidOfWhatIsNotKnown() {
        assertThat(drawn(Outlook.NONE)).doesNotContain("left").doesNotContain("limit");
        assertThat(OutlookText.ending(Outlook.NONE)).isEmpty();
    }

    @Test
    void programsGetTheBareNumbers() {
        assertThat(ProgressLine.json(progress(KNOWN), 0, "running", Duration.ofSeconds(20)))
                .endsWith(
                        "\"totalObjects\":2000000,\"totalBytes\":4398046511104,\"counted\":true,"
                                + "\"etaSecondsLow\":7500,\"etaSecondsHigh\":9600,"
                                + "\"limitedBy\":\"source reads\"}");
        assertThat(ProgressLine.json(progress(Outlook.NONE), 0, "running", Duration.ZERO))
                .endsWith(
                        "\"totalObjects\":null,\"totalBytes\":null,\"counted\":false,"
                                + "\"etaSecondsLow\":null,\"etaSecondsHigh\":null,"
                                + "\"limitedBy\":\"\"}");
    }
}
