package io.ossimport.cli.show;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ossimport.transfer.report.Outlook;
import io.ossimport.transfer.report.Progress;
import io.ossimport.transfer.report.SourceCount;
import io.ossimport.transfer.report.Totals;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How far a run is, on one line: for people, and for programs. */
public final class ProgressLine {

    private static final ObjectMapper JSON = new ObjectMapper();

    private ProgressLine() {}

    /** {@code 14m05s: copied 2,410 of 3,001 listed, 1.2 GiB, skipped 0, failed 0, in flight 64}. */
    public static String text(Totals totals, Duration elapsed) {
        return Numbers.time(elapsed)
                + ": copied "
                + Numbers.count(totals.copied())
                + " of "
                + Numbers.count(totals.listed() + totals.ahead())
                + " listed, "
                + Numbers.size(totals.bytes())
                + ", skipped "
                + Numbers.count(totals.skipped())
                + ", failed "
                + Numbers.count(totals.failed())
                + ", in flight "
                + Numbers.count(totals.inFlight());
    }

    /**
     * One JSON object of type {@code progress}; the fields that the summary has too are named and
     * mean the same. What is not known is null.
     *
     * @param round which round of the job the run is; 0 for a single run
     */
    public static String json(Progress progress, int round, String state, Duration elapsed) {
        Totals totals = progress.totals();
        Outlook outlook = progress.outlook();
        ObjectNode line = JSON.createObjectNode();
        line.put("type", "progress");
        line.put("job", progress.job());
        line.put("run", progress.run());
        line.put("state", state);
        line.put("listed", totals.listed());
        line.put("copied", totals.copied());
        line.put("skipped", totals.skipped());
        line.put("failed", totals.failed());
        line.put("bytes", totals.bytes());
        line.put("seconds", elapsed.toMillis() / 1000.0);
        line.put("inFlight", totals.inFlight());
        line.put("bytesMoved", totals.bytesMoved());
        line.put("round", round);
        line.put("totalObjects", known(outlook.totalObjects()));
        line.put("totalBytes", known(outlook.totalBytes()));
        line.put("counted", outlook.counted());
        line.put("etaSecondsLow", known(outlook.etaSecondsLow()));
        line.put("etaSecondsHigh", known(outlook.etaSecondsHigh()));
        line.put("limitedBy", outlook.limitedBy().phrase());
        return line.toString();
    }

    private static @Nullable Long known(long number) {
        return number == SourceCount.UNKNOWN ? null : number;
    }
}
