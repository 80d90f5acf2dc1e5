package io.ossimport.engine.source;

import io.ossimport.transfer.move.RangeProgress;
import io.ossimport.transfer.plan.Report;
import io.ossimport.transfer.report.Totals;
import java.util.List;
import org.apache.flink.api.connector.source.SourceSplit;

/** What Flink keeps for a mover in a checkpoint and hands to one. */
public sealed interface MoverSplit extends SourceSplit {

    /** A range of keys: work. The planner assigns these. */
    record RangeSplit(RangeProgress range) implements MoverSplit {
        @Override
        public String splitId() {
            return range.id();
        }
    }

    /**
     * What a mover knows besides its ranges. Only movers make these, one at each checkpoint. After
     * a restore with fewer movers one of them gets the books of several, and goes on from their
     * sum.
     *
     * @param id of no meaning but to differ
     * @param totals of all outcomes that the mover gave before the checkpoint
     * @param reports that the planner may not have kept yet, in the order in which they were made
     */
    record BooksSplit(String id, Totals totals, List<Report> reports) implements MoverSplit {

        public BooksSplit {
            reports = List.copyOf(reports);
        }

        @Override
        public String splitId() {
            return id;
        }
    }
}
