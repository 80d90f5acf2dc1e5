package io.ossimport.cli.show;

import io.ossimport.transfer.report.Limit;
import io.ossimport.transfer.report.Outlook;
import io.ossimport.transfer.report.SourceCount;
import java.time.Duration;

/** What can be said of the rest of a run, in words; empty where nothing can. */
public final class OutlookText {

    private OutlookText() {}

    /**
     * {@code 1,204,000 objects, 3.2 TiB, done in 2h05m to 2h40m}; while the source is being counted
     * {@code at least 1,204,000 objects, 3.2 TiB}.
     */
    static String left(Outlook outlook) {
        long objects = outlook.leftObjects();
        if (objects == SourceCount.UNKNOWN || (objects == 0 && !outlook.counted())) {
            return "";
        }
        return (outlook.counted() ? "" : "at least ")
                + Numbers.objects(objects)
                + (outlook.leftBytes() == SourceCount.UNKNOWN
                        ? ""
                        : ", " + Numbers.size(outlook.leftBytes()))
                + (outlook.hasEta() ? ", done in " + eta(outlook) : "");
    }

    private static String eta(Outlook outlook) {
        String low = Numbers.time(Duration.ofSeconds(outlook.etaSecondsLow()));
        String high = Numbers.time(Duration.ofSeconds(outlook.etaSecondsHigh()));
        return low.equals(high) ? low : low + " to " + high;
    }

    /** {@code source reads}. */
    static String limit(Outlook outlook) {
        return outlook.limitedBy().phrase();
    }

    /** Both behind a line: {@code , left 1,204,000 objects, 3.2 TiB, limited by source reads}. */
    public static String ending(Outlook outlook) {
        String left = left(outlook);
        return (left.isEmpty() ? "" : ", left " + left)
                + (outlook.limitedBy() == Limit.UNKNOWN ? "" : ", limited by " + limit(outlook));
    }
}
