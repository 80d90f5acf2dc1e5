package io.ossimport.engine.source;

import java.time.Duration;

/** How much of the processors that it may use this process uses. For one thread at a time. */
final class CpuLoad {

    private long lastNanos = System.nanoTime();
    private Duration lastUsed = used();

    /** The share since this was asked last, or since the beginning: 0 to 1, or a little more. */
    double sinceLast() {
        long now = System.nanoTime();
        Duration used = used();
        double share = (double) used.minus(lastUsed).toNanos() / Math.max(1, now - lastNanos);
        lastNanos = now;
        lastUsed = used;
        return share / Runtime.getRuntime().availableProcessors();
    }

    // Zero where the system does not say.
    private static Duration used() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
