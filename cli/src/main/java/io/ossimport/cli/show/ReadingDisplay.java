package io.ossimport.cli.show;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ossimport.core.job.JobSpec;
import io.ossimport.transfer.input.ReadingListener;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Shows how far the reading of an input list is, or the listing that comes before a run: one line
 * that is written over on a terminal, elsewhere one every ten seconds. Used by one thread.
 *
 * <pre>
 * photos 2m10s: 31,204,000 objects listed
 * photos 9m02s: 88,000,000 of 100,000,000 sorted
 * </pre>
 */
public final class ReadingDisplay implements ReadingListener, AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LINE_INTERVAL = Duration.ofSeconds(10);
    private static final Duration DRAW_INTERVAL = Duration.ofMillis(250);

    private final Talk talk;
    private final JobSpec job;
    private final LongSupplier nanoTime;
    private final long begun;
    private Duration nextLine = LINE_INTERVAL;
    private Duration nextDrawing = DRAW_INTERVAL;

    public ReadingDisplay(Talk talk, JobSpec job) {
        this(talk, job, System::nanoTime);
    }

    ReadingDisplay(Talk talk, JobSpec job, LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
        this.talk = talk;
        this.job = job;
    }

    @Override
    public void at(long read, long sorted) {
        Duration elapsed = Duration.ofNanos(nanoTime.getAsLong() - begun);
        if (talk.isDrawnOn() && elapsed.compareTo(nextDrawing) >= 0) {
            nextDrawing = elapsed.plus(DRAW_INTERVAL);
            talk.drawOver(text(read, sorted, elapsed));
        }
        if (elapsed.compareTo(nextLine) >= 0) {
            nextLine = elapsed.plus(LINE_INTERVAL);
            if (!talk.isDrawnOn()) {
                talk.say(text(read, sorted, elapsed));
            }
            talk.json(json(read, sorted, elapsed));
        }
    }

    private String text(long read, long sorted, Duration elapsed) {
        String what = job.input().isScan() ? " objects listed" : " rows read";
        return job.name()
                + " "
                + Numbers.time(elapsed)
                + ": "
                + (sorted == 0
                        ? Numbers.count(read) + what
                        : Numbers.count(sorted) + " of " + Numbers.count(read) + " sorted");
    }

    private String json(long read, long sorted, Duration elapsed) {
        ObjectNode line = JSON.createObjectNode();
        line.put("type", "reading");
        line.put("job", job.name());
        line.put("read", read);
        line.put("sorted", sorted);
        line.put("seconds", elapsed.toMillis() / 1000.0);
        return line.toString();
    }

    /** Leaves the cursor on an empty line. */
    @Override
    public void close() {
        if (talk.isDrawnOn()) {
            talk.erase();
        }
    }
}
