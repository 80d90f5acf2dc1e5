package io.ossimport.transfer.plan;

import io.ossimport.transfer.move.RangeProgress;

/**
 * What a mover tells the planner and keeps in its own state until a checkpoint that holds it is
 * complete. It may arrive twice and late; {@link #id} makes it one.
 */
public sealed interface Report {

    /** The same for the same report, different for all others of the job. */
    String id();

    /** The last outcome of the range was given. */
    record Finished(String rangeId) implements Report {
        @Override
        public String id() {
            return "finished " + rangeId;
        }
    }

    /** {@code piece} was cut off the end of the range and is no longer this mover's. */
    record GivenAway(String rangeId, RangeProgress piece) implements Report {
        @Override
        public String id() {
            return "given " + piece.id();
        }
    }
}
