package io.ossimport.transfer.report;

/**
 * What can be said of the rest of a run. Numbers that are not known are {@link
 * SourceCount#UNKNOWN}.
 *
 * @param totalObjects keys that the run will have looked at in the end
 * @param totalBytes the sizes together of those that its filters take
 * @param counted whether these two are all; otherwise there are at least so many
 * @param leftObjects of {@code totalObjects}
 * @param leftBytes of {@code totalBytes}
 * @param etaSecondsLow how long the rest takes at the least
 * @param etaSecondsHigh how long it takes at the most
 * @param limitedBy what holds the run up at the moment
 */
public record Outlook(
        long totalObjects,
        long totalBytes,
        boolean counted,
        long leftObjects,
        long leftBytes,
        long etaSecondsLow,
        long etaSecondsHigh,
        Limit limitedBy) {

    /** Nothing can be said. */
    public static final Outlook NONE =
            new Outlook(
                    SourceCount.UNKNOWN,
                    SourceCount.UNKNOWN,
                    false,
                    SourceCount.UNKNOWN,
                    SourceCount.UNKNOWN,
                    SourceCount.UNKNOWN,
                    SourceCount.UNKNOWN,
                    Limit.UNKNOWN);

    /** Whether the end can be told. */
    public boolean hasEta() {
        return etaSecondsHigh != SourceCount.UNKNOWN;
    }

    /** The same of a run that nobody is at. */
    public Outlook atRest() {
        return new Outlook(
                totalObjects,
                totalBytes,
                counted,
                leftObjects,
                leftBytes,
                SourceCount.UNKNOWN,
                SourceCount.UNKNOWN,
                Limit.UNKNOWN);
    }
}
