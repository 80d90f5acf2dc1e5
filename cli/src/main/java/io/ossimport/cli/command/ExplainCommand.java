package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.Failure;
import io.ossimport.cli.OssImport;
import io.ossimport.cli.show.OutcomeText;
import io.ossimport.cli.show.Printable;
import io.ossimport.cli.show.Talk;
import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.core.store.Key;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.KeyText;
import io.ossimport.transfer.report.Recount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ossimport explain}: what became of one key, run by run. */
@Command(
        name = "explain",
        description = {
            "Says what became of one key in each run of a job, why, and what to do about it.",
            "Reads the lists and asks no store.",
            ""
        },
        footer = {
            "",
            "Exit status: 1 when no list has the key.",
            "",
            "Examples:",
            "  ossimport explain local_test photos/2019/a.jpg",
            "  ossimport explain conf/local_job.cfg 'a b/ü.txt' --json",
            "  ossimport explain local_test --encoded a%20b/%FF.txt"
        })
public final class ExplainCommand implements Callable<Integer> {

    @ParentCommand private OssImport ossImport = new OssImport();

    @Mixin private JobArgument job = new JobArgument();

    @Parameters(
            index = "1",
            paramLabel = "KEY",
            description = "The whole key, with its prefix, at the source or at the destination.")
    private String typed = "";

    @Option(
            names = "--encoded",
            description =
                    "KEY is percent-encoded, as the lists have it; without, % stands for itself.")
    private boolean encoded;

    @Override
    public Integer call() throws Exception {
        Talk talk = ossImport.talk();
        KeyRows rows = new KeyRows(key());
        JobFolder folder = job.folder();
        String name = String.valueOf(folder.path().getFileName());
        AtomicInteger found = new AtomicInteger();
        int newest = folder.newestRun();
        for (int number = 1; number <= newest; number++) {
            int run = number;
            for (OutcomeKind kind : OutcomeKind.values()) {
                for (Path file : Recount.files(folder.list(run, kind))) {
                    read(
                            rows,
                            file,
                            row -> tell(talk, name, run, row, found.getAndIncrement() == 0));
                }
            }
        }
        if (found.get() == 0) {
            throw new Failure(ExitCode.OBJECTS_FAILED, notFound(folder, name, newest), null);
        }
        return ExitCode.DONE.status();
    }

    private Key key() {
        if (!encoded) {
            return Key.of(typed);
        }
        try {
            return KeyText.decode(typed);
        } catch (IllegalArgumentException e) {
            throw new Failure(
                    ExitCode.BAD_USAGE,
                    "\""
                            + Printable.text(typed)
                            + "\" is not percent-encoded: after each % there must be two"
                            + " hexadecimal digits. Copy the key from a list, or leave --encoded"
                            + " out.",
                    e);
        }
    }

    private static void read(KeyRows rows, Path file, Consumer<Outcome> found) {
        try {
            rows.in(file, found);
        } catch (NoSuchFileException e) {
            // skipped rows of a round go when the next one ends, whoever is reading
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.STORE_REFUSES,
                    "The list "
                            + file
                            + " cannot be read to its end: "
                            + e.getMessage()
                            + ". Check its disk and its rights.",
                    e);
        }
    }

    private static void tell(Talk talk, String name, int run, Outcome outcome, boolean first) {
        if (!first) {
            talk.result("");
        }
        OutcomeText.lines(run, outcome).forEach(talk::result);
        talk.json(OutcomeText.json(name, run, outcome));
    }

    private String notFound(JobFolder folder, String name, int newest) {
        String sentence =
                "No list of job " + name + " has the key \"" + Printable.text(typed) + "\". ";
        if (newest > 0 && !Files.exists(folder.summaryFile(newest))) {
            return sentence
                    + "Run "
                    + newest
                    + " has not ended, so its lists are not complete; see: "
                    + job.command("stat");
        }
        return sentence
                + (!encoded && typed.contains("%")
                        ? "If it is percent-encoded, as in the lists, say --encoded."
                        : "Give the whole key with its prefix, upper and lower case as they are.");
    }
}
