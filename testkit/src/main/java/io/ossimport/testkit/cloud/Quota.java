package io.ossimport.testkit.cloud;

/** A token bucket: so many requests a second, and some that were saved up. For one thread. */
final class Quota {

    private final double perSecond;
    private final double most;
    private double tokens;
    private long filledNanos;

    /**
     * @param burstSeconds how many seconds' worth may be saved up
     */
    Quota(double perSecond, double burstSeconds, long nowNanos) {
        this.perSecond = perSecond;
        this.most = Math.max(1, perSecond * burstSeconds);
        this.tokens = most;
        this.filledNanos = nowNanos;
    }

    /** Whether a request that comes now is within the quota. */
    boolean takes(long nowNanos) {
        tokens = Math.min(most, tokens + (nowNanos - filledNanos) * perSecond / 1e9);
        filledNanos = nowNanos;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }
}
