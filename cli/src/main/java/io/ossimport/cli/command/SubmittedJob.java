package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.Failure;
import io.ossimport.cli.cluster.Answer;
import io.ossimport.cli.cluster.Machines;
import io.ossimport.cli.cluster.Ssh;
import io.ossimport.cli.cluster.Submission;
import io.ossimport.cli.show.Talk;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/** A job that a cluster is given and left with. */
record SubmittedJob(Talk talk, Machines machines) {

    /**
     * Gives it.
     *
     * @param verb {@code run} or {@code retry}
     * @param file where the job is described
     * @return done when the cluster is at it, otherwise why not
     */
    ExitCode begin(String verb, String job, Path file) throws IOException, InterruptedException {
        try (Ssh ssh = Ssh.open(machines)) {
            Submission submission = new Submission(machines, ssh);
            require(submission.copy(job, file));
            Answer begun = submission.begin(verb, job);
            if (begun.status() == Submission.RUNNING) {
                throw new Failure(
                        ExitCode.BAD_USAGE,
                        "Job "
                                + job
                                + " is running already. See where it is:  ossimport stat "
                                + job
                                + " --working-dir "
                                + Shell.quoted(machines.workingDir()),
                        null);
            }
            begun.out().lines().forEach(talk::warn);
            ExitCode status = status(begun);
            if (status == ExitCode.DONE) {
                talk.say("  log       " + machines.jobFolder(job) + "/submit.log");
            }
            return status;
        }
    }

    private ExitCode status(Answer begun) {
        return Arrays.stream(ExitCode.values())
                .filter(code -> code.status() == begun.status())
                .findFirst()
                .orElseThrow(() -> unreached(begun));
    }

    private void require(Answer answer) {
        if (!answer.isFine()) {
            throw unreached(answer);
        }
    }

    private static Failure unreached(Answer answer) {
        return new Failure(
                ExitCode.STORE_REFUSES,
                answer.host()
                        + " did not take the job: "
                        + answer.why()
                        + " Where nothing was deployed yet:  ossimport cluster deploy",
                null);
    }
}
