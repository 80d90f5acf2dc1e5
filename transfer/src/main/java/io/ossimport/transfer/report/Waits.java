package io.ossimport.transfer.report;

/**
 * What the places for transfers wait for at one moment. Each place stands under one thing at most;
 * one that computes, or has nothing left to do, under none.
 *
 * @param listing free, for nothing that is listed is left to be begun
 * @param source wait for an answer, or for bytes, of the source
 * @param destination wait until the destination takes bytes, or answers
 * @param limits wait for, or are held back by, a limit that the user has set
 * @param sourceThrottling held back, for the source has asked for fewer requests
 * @param destinationThrottling held back, for the destination has asked for fewer requests
 */
public record Waits(
        int listing,
        int source,
        int destination,
        int limits,
        int sourceThrottling,
        int destinationThrottling) {

    public static final Waits NONE = new Waits(0, 0, 0, 0, 0, 0);

    /** All of them together. */
    public int sum() {
        return listing + source + destination + limits + sourceThrottling + destinationThrottling;
    }

    /** Both together: of two movers, or of two moments. */
    public Waits plus(Waits other) {
        return new Waits(
                listing + other.listing,
                source + other.source,
                destination + other.destination,
                limits + other.limits,
                sourceThrottling + other.sourceThrottling,
                destinationThrottling + other.destinationThrottling);
    }
}
