package io.ossimport.transfer.plan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The reports of one mover that the planner may not have kept yet. Flink promises nothing about
 * messages from a mover to the planner around a crash, so each is part of the mover's checkpoints
 * until one that holds it is complete, and is sent again after a restore. What was sent before a
 * checkpoint must have arrived when that checkpoint is declared complete, which Flink keeps: both
 * go the same way, one after the other.
 *
 * <p>A report that need not be sent any more is still in the newest complete checkpoint, and comes
 * again if the mover goes back to that. So it is confirmed only by a checkpoint without it. For one
 * thread.
 */
public final class ReportLog {

    private final Map<String, Report> open = new LinkedHashMap<>();
    private final Map<Long, List<String>> heldBy = new LinkedHashMap<>();

    /** Reports that are kept no longer, with the last checkpoint that may hold them. */
    private final Map<String, Long> leaving = new LinkedHashMap<>();

    private long lastCheckpoint;

    /** Keeps a report that is being sent. */
    public void add(Report report) {
        open.put(report.id(), report);
    }

    /** What belongs into checkpoint {@code checkpointId}, in the order of {@link #add}. */
    public List<Report> snapshot(long checkpointId) {
        lastCheckpoint = checkpointId;
        heldBy.put(checkpointId, List.copyOf(open.keySet()));
        return List.copyOf(open.values());
    }

    /**
     * Checkpoint {@code checkpointId} is complete. Gives the ids of the reports that never come
     * again, for {@link Planner#confirmed}.
     */
    public List<String> complete(long checkpointId) {
        List<String> confirmed = new ArrayList<>();
        leaving.forEach(
                (id, last) -> {
                    if (last < checkpointId) {
                        confirmed.add(id);
                    }
                });
        confirmed.forEach(leaving::remove);
        for (String id : heldBy.getOrDefault(checkpointId, List.of())) {
            if (open.remove(id) != null) {
                leaving.put(id, lastCheckpoint);
            }
        }
        heldBy.keySet().removeIf(checkpoint -> checkpoint <= checkpointId);
        return confirmed;
    }

    /** The reports that are kept, in the order of {@link #add}. */
    public List<Report> open() {
        return List.copyOf(open.values());
    }
}
