package io.ossimport.engine;

import io.ossimport.transfer.input.InputRecord;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.Outlook;
import io.ossimport.transfer.report.Recount;
import io.ossimport.transfer.report.Round;
import io.ossimport.transfer.report.RunSummary;
import io.ossimport.transfer.report.RunSummary.State;
import io.ossimport.transfer.report.SourceCount;
import io.ossimport.transfer.report.Totals;
import io.ossimport.transfer.report.Waits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Closes the books of a run: reads the lists again, compares, and writes the summary. */
record RunEnd(RunFolder folder) {

    /** What the run's lists hold by now: every row is read. */
    Recount recount() throws IOException {
        return Recount.of(folder.folder(), folder.id().run());
    }

    /** Whether the lists hold exactly what was counted. */
    static boolean agree(Recount lists, Totals counted) {
        return lists.misplaced() == 0 && counted.agreesWith(lists.totals());
    }

    /**
     * The run went to its end. The summary says what the run has warned of.
     *
     * @param remark what else is to be said, a sentence; empty when there is nothing
     */
    RunSummary complete(Recount lists, Totals counted, String remark)
            throws IOException, BookkeepingException {
        if (!agree(lists, counted)) {
            String problem =
                    "The lists do not agree with what was counted: "
                            + lists.totals()
                            + " in the lists, "
                            + lists.misplaced()
                            + " of them in the wrong list; counted "
                            + counted;
            Folders.remove(folder.folder().checkpoints()); // nobody may go on from here
            write(State.FAILED, counted, lists.root(), problem);
            throw new BookkeepingException(problem);
        }
        Optional<InputRecord> input = folder.input();
        boolean isWhole = counted.failed() == 0 && input.map(InputRecord::problems).orElse(0L) == 0;
        Path inputFolder = folder.folder().input(folder.id().run());
        RunSummary summary =
                write(
                        isWhole ? State.DONE : State.INCOMPLETE,
                        counted,
                        lists.root(),
                        Stream.of(
                                        folder.record().warning(),
                                        input.map(read -> read.remark(inputFolder)).orElse(""),
                                        remark)
                                .filter(sentence -> !sentence.isEmpty())
                                .collect(Collectors.joining(" ")));
        folder.tidy();
        return summary;
    }

    /**
     * The run was stopped. Its summary counts the rows that are on disk; outcomes that came too
     * late for them follow when it is resumed.
     */
    RunSummary stopped(Totals counted) throws IOException {
        return cut(State.STOPPED, counted, "stopped on request; run the job again to go on");
    }

    /** The run broke off because of {@code failure}. */
    RunSummary failed(Totals counted, Throwable failure) throws IOException {
        String message = failure.getMessage();
        return cut(State.FAILED, counted, message == null ? failure.toString() : message);
    }

    // Who goes on says what it takes over: what the lists have, though it was never told before.
    private RunSummary cut(State state, Totals counted, String message) throws IOException {
        Recount lists = recount();
        Totals totals = listsWithRequests(lists.totals(), counted);
        folder.folder().writeProgress(folder.id().progress(totals, Outlook.NONE, false));
        return write(state, totals, lists.root(), message);
    }

    private static Totals listsWithRequests(Totals lists, Totals counted) {
        return new Totals(
                lists.listed(),
                lists.copied(),
                lists.skipped(),
                lists.failed(),
                lists.bytes(),
                lists.proof(),
                lists.reasons(),
                counted.source(),
                counted.destination(),
                counted.bytesMoved(),
                0,
                0,
                lists.bytesSeen(),
                Waits.NONE);
    }

    private RunSummary write(State state, Totals totals, String root, String message)
            throws IOException {
        JobFolder job = folder.folder();
        int run = folder.id().run();
        long millis = System.currentTimeMillis() - folder.id().startedMillis();
        Round round = folder.record().round();
        Totals all =
                totals.plusSource(folder.record().requests())
                        .plusSource(folder.scanRequests())
                        .plusSource(job.readCount(run).orElse(SourceCount.NONE).requests());
        RunSummary summary =
                RunSummary.of(
                                folder.id().job().name(),
                                run,
                                state,
                                all,
                                millis / 1000.0,
                                job.run(run).toString(),
                                root,
                                message)
                        .ofRound(round == null ? 0 : round.number());
        job.writeSummary(summary);
        return summary;
    }
}
