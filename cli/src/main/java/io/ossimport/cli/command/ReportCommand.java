package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.Failure;
import io.ossimport.cli.OssImport;
import io.ossimport.cli.show.DetailText;
import io.ossimport.cli.show.EndText;
import io.ossimport.cli.show.Numbers;
import io.ossimport.cli.show.Printable;
import io.ossimport.cli.show.Talk;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.OutcomeCsv;
import io.ossimport.transfer.report.Recount;
import io.ossimport.transfer.report.RunDetails;
import io.ossimport.transfer.report.RunSummary;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ossimport report}: what a run that has ended did, and which objects failed. */
@Command(
        name = "report",
        description = {
            "Reports on a run that has ended: totals, proof, reasons, and the first failed objects.",
            ""
        },
        footer = {
            "",
            "Examples:",
            "  ossimport report local_test",
            "  ossimport report local_test --run 2 --failed 1000",
            "  ossimport report local_test --details --depth 2 --top 50",
            "  ossimport report local_test --json"
        })
public final class ReportCommand implements Callable<Integer> {

    @ParentCommand private OssImport ossImport = new OssImport();

    @Mixin private JobArgument job = new JobArgument();

    @Option(
            names = "--run",
            paramLabel = "N",
            description = "Which run. Default: the newest that has ended.")
    private int run;

    @Option(
            names = "--failed",
            paramLabel = "N",
            description = "How many failed objects to name at most. Default: ${DEFAULT-VALUE}.")
    private int failed = 20;

    @Option(
            names = "--details",
            description =
                    "Read all lists too: outcomes by reason and by folder, the slowest and the"
                            + " largest objects.")
    private boolean details;

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "With --details: folders down to this depth. Default: ${DEFAULT-VALUE}.")
    private int depth = 1;

    @Option(
            names = "--top",
            paramLabel = "N",
            description =
                    "With --details: how many of the slowest and largest. Default:"
                            + " ${DEFAULT-VALUE}.")
    private int top = 10;

    @Override
    public Integer call() throws Exception {
        Talk talk = ossImport.talk();
        JobFolder folder = job.folder();
        RunSummary summary = summary(folder);
        EndText.lines(summary).forEach(talk::result);
        if (!talk.isJson() && summary.failed() > 0) {
            nameFailed(talk, folder, summary);
        }
        if (details) {
            RunDetails read =
                    RunDetails.of(folder, summary.run(), Math.max(1, depth), Math.max(1, top));
            DetailText.lines(summary, read).forEach(talk::result);
            DetailText.json(read).forEach(talk::json);
        }
        talk.json(summary.toJson());
        return ExitCode.DONE.status();
    }

    private RunSummary summary(JobFolder folder) throws IOException {
        int newest = folder.newestRun();
        for (int number = run > 0 ? run : newest; number > 0; number--) {
            RunSummary summary = folder.readSummary(number).orElse(null);
            if (summary != null) {
                return summary;
            }
            if (run > 0) {
                break;
            }
        }
        throw new Failure(
                ExitCode.BAD_CONFIG,
                run > 0
                        ? "Run " + run + " has not ended, or there was none."
                        : "No run of this job has ended yet; see: ossimport stat " + job.typed(),
                null);
    }

    private void nameFailed(Talk talk, JobFolder folder, RunSummary summary) throws IOException {
        talk.result("");
        talk.result("Failed:");
        long left = failed;
        for (Path file : Recount.files(folder.list(summary.run(), OutcomeKind.FAILED))) {
            if (left == 0) {
                break;
            }
            left -= nameFailed(talk, file, left);
        }
        if (summary.failed() > failed) {
            talk.result("  … and " + Numbers.objects(summary.failed() - failed) + " more");
        }
    }

    private static long nameFailed(Talk talk, Path file, long most) throws IOException {
        long named = 0;
        try (Reader reader = ListFile.open(file)) {
            Iterator<Outcome> rows = OutcomeCsv.read(reader).iterator();
            for (; named < most && rows.hasNext(); named++) {
                Outcome row = rows.next();
                talk.result("  " + row.reason() + "  " + Printable.text(row.key().toString()));
                if (!row.message().isEmpty()) {
                    talk.result("      " + Printable.text(row.message()));
                }
            }
        }
        return named;
    }
}
