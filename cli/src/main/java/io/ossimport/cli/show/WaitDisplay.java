package io.ossimport.cli.show;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Shows that a job waits for its next round: one line that is drawn again in place on a terminal, a
 * line at the beginning elsewhere. Used by one thread.
 *
 * <pre>
 * photos, round 4 begins at 2026-11-23T09:00:00Z, in 23m10s
 * </pre>
 */
public final class WaitDisplay {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final long DRAW_MILLIS = 1000;

    private final Talk talk;
    private final String job;
    private final int round;
    private final long atMillis;
    private long drawn;

    /**
     * @param round that is waited for
     * @param atMillis when it begins, since 1970
     */
    public WaitDisplay(Talk talk, String job, int round, long atMillis) {
        this.talk = talk;
        this.job = job;
        this.round = round;
        this.atMillis = atMillis;
    }

    /** Says it for the first time. */
    public void begin(long nowMillis) {
        talk.json(json(job, round, atMillis, nowMillis));
        if (!talk.isDrawnOn()) {
            talk.say(text(nowMillis) + ".");
        }
    }

    /** Called several times a second. */
    public void update(long nowMillis) {
        if (talk.isDrawnOn() && Math.abs(nowMillis - drawn) >= DRAW_MILLIS) {
            drawn = nowMillis;
            talk.drawOver(text(nowMillis));
        }
    }

    /** Leaves the cursor on a line of its own. */
    public void finish() {
        if (drawn > 0) {
            talk.draw("\n");
        }
    }

    private String text(long nowMillis) {
        return job + ", " + text(round, atMillis, nowMillis);
    }

    /** {@code round 4 begins at 2026-11-23T09:00:00Z, in 23m10s}. */
    public static String text(int round, long atMillis, long nowMillis) {
        return "round "
                + round
                + " begins at "
                + Instant.ofEpochMilli(atMillis).truncatedTo(ChronoUnit.SECONDS)
                + ", in "
                + Numbers.time(Duration.ofMillis(Math.max(0, atMillis - nowMillis)));
    }

    /** One JSON object of type {@code waiting}. */
    public static String json(String job, int round, long atMillis, long nowMillis) {
        ObjectNode line = JSON.createObjectNode();
        line.put("type", "waiting");
        line.put("job", job);
        line.put("round", round);
        line.put("next", Instant.ofEpochMilli(atMillis).toString());
        line.put("seconds", Math.max(0, atMillis - nowMillis) / 1000.0);
        return line.toString();
    }
}
