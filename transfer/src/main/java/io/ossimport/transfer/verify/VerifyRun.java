package io.ossimport.transfer.verify;

import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.VerifyRules;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.transfer.input.InputReading;
import io.ossimport.transfer.input.InputRecord;
import io.ossimport.transfer.input.ListUrls;
import io.ossimport.transfer.input.ListedObjects;
import io.ossimport.transfer.input.ReadingListener;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.RunSummary.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One comparison of both ends with its folder: every row goes to its list, and at the end the lists
 * are counted again before the summary is written. Takes no lock: a run of the same job, or another
 * comparison, may go on beside it.
 */
public final class VerifyRun implements AutoCloseable {

    private final JobSpec job;
    private final JobFolder folder;
    private final int number;
    private final long begun = System.nanoTime();
    private final Sample sample;
    private final VerifyLists lists;
    private final Manifest manifest;
    private final Path inputFolder;
    private final @Nullable ListedObjects only;
    private final Verifier verifier;
    private String inputRemark = "";
    private boolean hasProblems;

    /**
     * Makes the folder of a new comparison of these stores. Asks them nothing yet, unless the job
     * is over an input list or lists its source first.
     */
    public VerifyRun(
            JobSpec job,
            VerifyRules rules,
            Sample sample,
            ObjectStore source,
            ObjectStore destination,
            ReadingListener listener)
            throws IOException {
        this.job = job;
        this.folder = JobFolder.of(job);
        this.number = folder.beginVerify();
        this.sample = sample;
        Path own = folder.verify(number);
        this.lists = new VerifyLists(own);
        this.manifest = new Manifest(folder, own.resolve(".manifest"));
        this.inputFolder = own.resolve("input");
        this.only = job.input().given() ? readList(listener) : null;
        this.verifier =
                new Verifier(
                        ListUrls.over(source, job, inputFolder),
                        destination,
                        job,
                        rules,
                        sample,
                        only,
                        manifest::find);
    }

    private ListedObjects readList(ReadingListener listener) throws IOException {
        Files.createDirectories(inputFolder);
        InputRecord read = InputReading.read(job, inputFolder, listener);
        inputRemark = read.remark(inputFolder);
        hasProblems = read.problems() > 0;
        return ListedObjects.open(job, inputFolder);
    }

    /** From 1. */
    public int number() {
        return number;
    }

    /** Its folder. */
    public Path lists() {
        return folder.verify(number);
    }

    /** As {@link Verifier#run}; each row is in its list before {@code rows} has it. */
    public CompletableFuture<VerifyTotals> start(Consumer<VerifyRow> rows) {
        return verifier.run(
                row -> {
                    lists.add(row);
                    rows.accept(row);
                });
    }

    /** As {@link Verifier#stop}. */
    public void stop() {
        verifier.stop();
    }

    public VerifyTotals totals() {
        return verifier.totals();
    }

    /** What the user should know besides the result: a sentence each. */
    public List<String> warnings() {
        Stream<String> unreadable =
                manifest.unreadable().stream()
                        .map(
                                problem ->
                                        "A list of an earlier run cannot be read and was left out: "
                                                + problem);
        String unseen =
                job.keyRules().isEmpty()
                        ? ""
                        : "What only the destination has was not looked for: rules that rename do not"
                                + " tell where it would be from.";
        return Stream.concat(
                        unreadable, Stream.of(inputRemark, unseen).filter(text -> !text.isEmpty()))
                .toList();
    }

    /**
     * Closes the books after {@link #start} has ended: counts the lists again and writes the
     * summary. When it was stopped, somebody waits for its end, and the lists are not counted.
     *
     * @param failure how it ended, or null when all keys were compared
     * @throws IOException also when the lists do not agree with what was counted
     */
    public VerifySummary end(@Nullable Throwable failure) throws IOException {
        VerifyTotals totals = totals();
        lists.close();
        State state = state(totals, failure);
        String root = state == State.STOPPED ? "" : recounted(totals.counts());
        VerifySummary summary =
                VerifySummary.of(
                        job.name(),
                        number,
                        state,
                        totals,
                        sample,
                        Duration.ofNanos(System.nanoTime() - begun).toMillis() / 1000.0,
                        lists().toString(),
                        root,
                        message(failure));
        folder.writeVerifySummary(number, summary.toJson());
        return summary;
    }

    /** The digest over the lists, which agree with {@code counted}. */
    private String recounted(VerifyCounts counted) throws IOException {
        VerifyLists.Recount recount = VerifyLists.recount(lists());
        if (recount.misplaced() != 0 || !recount.counts().equals(counted)) {
            throw new IOException(
                    "The lists in "
                            + lists()
                            + " do not agree with what was counted: "
                            + recount.counts()
                            + " in the lists, "
                            + recount.misplaced()
                            + " of them in the wrong list; counted "
                            + counted);
        }
        return recount.root();
    }

    private State state(VerifyTotals totals, @Nullable Throwable failure) {
        if (failure == null) {
            return totals.counts().isEqual() && !hasProblems ? State.DONE : State.INCOMPLETE;
        }
        return failure instanceof CancellationException ? State.STOPPED : State.FAILED;
    }

    private String message(@Nullable Throwable failure) {
        if (failure == null) {
            return inputRemark;
        }
        if (failure instanceof CancellationException) {
            return "stopped on request before all keys were compared";
        }
        return failure instanceof StoreException
                ? String.valueOf(failure.getMessage())
                : failure.toString();
    }

    /** Removes what is only needed while it goes on. */
    @Override
    public void close() throws IOException {
        verifier.stop();
        manifest.close();
        if (only != null) {
            only.close();
            ListedObjects.remove(inputFolder);
        }
    }
}
