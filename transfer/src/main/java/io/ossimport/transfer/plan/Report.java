package io.ossimport.transfer.plan;

import io.ossimport.transfer.move.RangeProgress;
import java.util.Optional;

/**
 * What a mover tells the planner and keeps in its own state until a checkpoint that holds it is
 * complete. It may arrive twice and late; {@link #id} makes it one.
 */
public sealed interface Report {

    /** The same for the same report, different for all others of the job. */
    String id();

    /** The last outcome of the range was given. */
    record Finished(String rangeId) implements Report {
        private static final String MARK = "finished ";

        @Override
        public String id() {
            return MARK + rangeId;
        }

        /** The range that the report of this id is about, if it is one of this kind. */
        static Optional<String> rangeId(String id) {
            return id.startsWith(MARK)
                    ? Optional.of(id.substring(MARK.length()))
                    : Optional.empty();
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
