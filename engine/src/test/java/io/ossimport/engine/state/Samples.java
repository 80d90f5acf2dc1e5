package io.ossimport.engine.state;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.ProofLevel;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.Upload;
import io.ossimport.core.store.UploadedPart;
import io.ossimport.engine.source.MoverSplit.BooksSplit;
import io.ossimport.engine.source.MoverSplit.RangeSplit;
import io.ossimport.transfer.copy.LentPart;
import io.ossimport.transfer.copy.Loan;
import io.ossimport.transfer.copy.SentPart;
import io.ossimport.transfer.move.OpenUpload;
import io.ossimport.transfer.move.RangeProgress;
import io.ossimport.transfer.plan.KeyRange;
import io.ossimport.transfer.plan.PlannerState;
import io.ossimport.transfer.plan.Report;
import io.ossimport.transfer.report.ProofCounts;
import io.ossimport.transfer.report.Requests;
import io.ossimport.transfer.report.Totals;
import io.ossimport.transfer.report.Waits;
import java.util.List;
import java.util.Map;

/** One value of each kind that is kept in state, with every field set to something of its own. */
final class Samples {

    private Samples() {}

    static final Key ODD_KEY = Key.ofBytes(new byte[] {'a', '/', (byte) 0xFF, 0, '%'});

    static final Outcome OUTCOME =
            new Outcome(
                    Reason.REPLACED,
                    ODD_KEY,
                    Key.of("photos/ü"),
                    5_368_709_121L,
                    1_700_000_000_123L,
                    "d41d8cd98f00b204e9800998ecf8427e-2",
                    Checksum.ofInt(ChecksumAlgorithm.CRC32C, 0xE3069283),
                    Checksum.ofLong(ChecksumAlgorithm.CRC64_XZ, 0x995DC9BBDF1939FAL),
                    ProofLevel.TRANSIT,
                    "a sentence, with a comma",
                    503,
                    "5C3D9175 5C3D9176",
                    3,
                    1_700_000_001_000L,
                    1_700_000_002_000L);

    static final Loan LOAN =
            new Loan(
                    "77",
                    new ListedObject(
                            ODD_KEY,
                            40_000_000_000L,
                            1_700_000_000_123L,
                            "etag-1",
                            Checksum.ofInt(ChecksumAlgorithm.CRC32C, 7),
                            "Archive",
                            ListedObject.Kind.OBJECT),
                    Key.of("to/d"),
                    new Upload(Key.of("to/d"), "upload-7"),
                    67_108_864,
                    List.of(3, 598));

    static final LentPart LENT_PART =
            new LentPart(
                    "77",
                    598,
                    new SentPart(
                            new UploadedPart(
                                    598,
                                    67_108_864,
                                    "part-etag",
                                    Checksum.ofLong(ChecksumAlgorithm.CRC64_XZ, 9)),
                            true,
                            Checksum.ofInt(ChecksumAlgorithm.CRC32C, 8)));

    static final RangeProgress RANGE =
            new RangeProgress(
                    "3f0e",
                    new KeyRange(Key.of("b"), Key.of("m")),
                    List.of(Key.of("c"), ODD_KEY),
                    List.of(
                            new OpenUpload(
                                    Key.of("d"),
                                    new Upload(Key.of("to/d"), "upload-7"),
                                    "etag-1",
                                    40_000_000_000L,
                                    16_777_216,
                                    List.of(
                                            new UploadedPart(
                                                    1,
                                                    16_777_216,
                                                    "etag-2",
                                                    Checksum.ofLong(
                                                            ChecksumAlgorithm.CRC64_XZ, 42))))));

    static final RangeProgress WHOLE = new RangeProgress("1", KeyRange.ALL, List.of(), List.of());

    static final RangeSplit RANGE_SPLIT = new RangeSplit(RANGE);

    static final Totals TOTALS =
            new Totals(
                    10,
                    5,
                    3,
                    2,
                    1L << 40,
                    new ProofCounts(1, 2, 1, 1),
                    Map.of(Reason.NEW, 5L, Reason.SAME, 3L, Reason.SOURCE_ERROR, 2L),
                    new Requests(1, 2, 3, 4, 5, 6, 7, 8),
                    new Requests(9, 10, 11, 12, 13, 14, 15, 16),
                    (1L << 40) + 7,
                    64,
                    990,
                    (1L << 40) + 5,
                    new Waits(3, 5, 7, 11, 13, 17));

    static final List<Report> REPORTS =
            List.of(new Report.GivenAway("3f0e", WHOLE), new Report.Finished("77"));

    static final BooksSplit BOOKS_SPLIT = new BooksSplit("books 1", TOTALS, REPORTS);

    static final PlannerState PLANNER_STATE =
            new PlannerState(
                    List.of(WHOLE),
                    List.of(
                            new PlannerState.Held("3f0e", Key.of("m"), 2, false),
                            new PlannerState.Held("77", null, -1, true)),
                    List.of("given 77"));
}
