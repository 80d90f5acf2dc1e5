package io.ossimport.transfer.plan;

import io.ossimport.core.store.Key;
import io.ossimport.transfer.move.RangeProgress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a planner knows, for a checkpoint. Small: a few hundred bytes for each range that is open or
 * that was finished since the last checkpoint.
 *
 * @param waiting ranges that no mover has
 * @param held ranges that movers have, and finished ones whose reports may still come again
 * @param given ids of the reports that gave away a piece and may still come again
 */
public record PlannerState(List<RangeProgress> waiting, List<Held> held, List<String> given) {

    public PlannerState {
        waiting = List.copyOf(waiting);
        held = List.copyOf(held);
        given = List.copyOf(given);
    }

    /**
     * A range that a mover has or had.
     *
     * @param upTo where it ends by now, inclusive; null to the end
     * @param mover who has it, or -1 when that is not known
     * @param finished whether its last outcome was reported
     */
    public record Held(String rangeId, @Nullable Key upTo, int mover, boolean finished) {}
}
