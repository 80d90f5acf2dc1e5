package io.ossimport.engine.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.outcome.Outcome;
import io.ossimport.engine.source.Message;
import io.ossimport.engine.source.MoverSplit;
import io.ossimport.transfer.copy.LentPart;
import io.ossimport.transfer.limit.Limits;
import io.ossimport.transfer.plan.PlannerState;
import io.ossimport.transfer.plan.Report;
import io.ossimport.transfer.report.Totals;
import io.ossimport.transfer.report.Waits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.apache.flink.core.memory.DataInputDeserializer;
import org.apache.flink.core.memory.DataOutputSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What any version of this program ever wrote into a checkpoint can be read by this one. */
class StateTest {

    private static final SplitSerializer SPLITS = new SplitSerializer();
    private static final PlannerStateSerializer PLANNERS = new PlannerStateSerializer();

    @Test
    void anOutcomeOfVersion1IsRead() throws IOException {
        assertThat(outcome(stored("outcome-1"))).isEqualTo(Samples.OUTCOME);
    }

    @Test
    void aRangeOfVersion1IsRead() throws IOException {
        assertThat(SPLITS.deserialize(1, stored("range-split-1"))).isEqualTo(Samples.RANGE_SPLIT);
    }

    @Test
    void booksOfVersion1AreRead() throws IOException {
        Totals now = Samples.TOTALS;
        Totals before =
                new Totals(
                        now.listed(),
                        now.copied(),
                        now.skipped(),
                        now.failed(),
                        now.bytes(),
                        now.proof(),
                        now.reasons(),
                        now.source(),
                        now.destination(),
                        now.bytesMoved(),
                        now.inFlight(),
                        now.ahead(),
                        0,
                        Waits.NONE);
        assertThat(SPLITS.deserialize(1, stored("books-split-1")))
                .isEqualTo(new MoverSplit.BooksSplit("books 1", before, Samples.REPORTS));
    }

    @Test
    void booksOfVersion2AreRead() throws IOException {
        assertThat(SPLITS.deserialize(2, stored("books-split-2"))).isEqualTo(Samples.BOOKS_SPLIT);
    }

    @Test
    void aPlannerOfVersion1IsRead() throws IOException {
        PlannerState now = Samples.PLANNER_STATE;
        assertThat(PLANNERS.deserialize(1, stored("planner-state-1")))
                .isEqualTo(new PlannerState(now.waiting(), now.held(), List.of()));
    }

    @Test
    void aPlannerOfVersion2IsRead() throws IOException {
        assertThat(PLANNERS.deserialize(2, stored("planner-state-2")))
                .isEqualTo(Samples.PLANNER_STATE);
    }

    @Test
    void anOutcomeComesBackAsItWas() throws IOException {
        assertThat(outcome(bytes(Samples.OUTCOME))).isEqualTo(Samples.OUTCOME);
    }

    @Test
    void anOutcomeIsCopiedWithinBytes() throws IOException {
        DataOutputSerializer copy = new DataOutputSerializer(64);
        OutcomeSerializer.INSTANCE.copy(new DataInputDeserializer(bytes(Samples.OUTCOME)), copy);
        assertThat(copy.getCopyOfBuffer()).isEqualTo(bytes(Samples.OUTCOME));
    }

    @ParameterizedTest
    @MethodSource("splits")
    void aSplitComesBackAsItWas(MoverSplit split) throws IOException {
        assertThat(SPLITS.deserialize(SPLITS.getVersion(), SPLITS.serialize(split)))
                .isEqualTo(split);
    }

    static List<MoverSplit> splits() {
        return List.of(
                Samples.RANGE_SPLIT, Samples.BOOKS_SPLIT, new MoverSplit.RangeSplit(Samples.WHOLE));
    }

    @Test
    void aPlannerComesBackAsItWas() throws IOException {
        assertThat(
                        PLANNERS.deserialize(
                                PLANNERS.getVersion(), PLANNERS.serialize(Samples.PLANNER_STATE)))
                .isEqualTo(Samples.PLANNER_STATE);
    }

    @ParameterizedTest
    @MethodSource("messages")
    void aMessageComesBackAsItWas(Message message) throws IOException {
        assertThat(MessageSerializer.read(MessageSerializer.write(message))).isEqualTo(message);
    }

    static List<Message> messages() {
        return List.of(
                new Message.GiveAway(),
                new Message.GoOn("3f0e", Samples.ODD_KEY),
                new Message.GoOn("3f0e", null),
                new Message.Restored(List.of(Samples.RANGE, Samples.WHOLE)),
                new Message.Reported(new Report.Finished("3f0e")),
                new Message.Reported(new Report.GivenAway("3f0e", Samples.RANGE)),
                new Message.NothingToGive(),
                new Message.Wants(),
                new Message.Limited(new Limits(4e8, Double.POSITIVE_INFINITY, 7)),
                new Message.Lent(Samples.LOAN),
                new Message.Repaid(Samples.LENT_PART),
                new Message.Repaid(new LentPart("77", 3, null)),
                new Message.LoanLost("77"),
                new Message.Confirmed(List.of("finished 3f0e", "given 77")),
                new Message.Counted(Samples.TOTALS, true));
    }

    @Test
    void whatANewerVersionWroteIsRefusedRatherThanMisread() throws IOException {
        byte[] split = SPLITS.serialize(Samples.RANGE_SPLIT);
        assertThatThrownBy(() -> SPLITS.deserialize(3, split))
                .hasMessageContaining("a split of version 3");
        assertThatThrownBy(() -> PLANNERS.deserialize(3, split)).isInstanceOf(IOException.class);
        byte[] outcome = bytes(Samples.OUTCOME);
        outcome[0] = 2;
        assertThatThrownBy(() -> outcome(outcome)).hasMessageContaining("an outcome of version 2");
    }

    @Test
    void aSplitCutShortIsAnErrorNotAShorterOne() throws IOException {
        byte[] whole = SPLITS.serialize(Samples.BOOKS_SPLIT);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = java.util.Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> SPLITS.deserialize(2, cut)).isInstanceOf(IOException.class);
        }
    }

    private static byte[] bytes(Outcome outcome) throws IOException {
        DataOutputSerializer out = new DataOutputSerializer(64);
        OutcomeSerializer.INSTANCE.serialize(outcome, out);
        return out.getCopyOfBuffer();
    }

    private static Outcome outcome(byte[] bytes) throws IOException {
        return OutcomeSerializer.INSTANCE.deserialize(new DataInputDeserializer(bytes));
    }

    /** A sample as its version wrote it: hexadecimal digits, lines broken anywhere. */
    private static byte[] stored(String name) throws IOException {
        try (InputStream file = StateTest.class.getResourceAsStream("/state/" + name + ".hex")) {
            String text =
                    new String(
                            Objects.requireNonNull(file, name).readAllBytes(),
                            StandardCharsets.US_ASCII);
            return HexFormat.of().parseHex(text.replaceAll("\\s", ""));
        }
    }
}
