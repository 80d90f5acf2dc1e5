package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.Failure;
import io.ossimport.cli.cluster.Answer;
import io.ossimport.cli.cluster.Machines;
import io.ossimport.cli.cluster.Service;
import io.ossimport.cli.cluster.Ssh;
import io.ossimport.cli.show.Talk;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code ossimport cluster start}: starts what is deployed. */
@Command(
        name = "start",
        description = {
            "Starts the master on the first machine of conf/workers, and a worker on each. They go on"
                    + " when you log out. What runs already is left alone.",
            ""
        },
        footer = {
            "",
            "Exit status: 0 when all of it runs, 4 when a machine cannot be reached or something has"
                    + " ended at once.",
            "",
            "Examples:",
            "  ossimport cluster start",
            "  ossimport cluster start --conf /etc/ossimport"
        })
public final class ClusterStartCommand implements Callable<Integer> {

    @ParentCommand private ClusterCommand cluster = new ClusterCommand();

    @Mixin private MachinesOption option = new MachinesOption();

    @Override
    public Integer call() throws Exception {
        Talk talk = cluster.ossImport().talk();
        Machines machines = option.read(talk);
        try (Ssh ssh = Ssh.open(machines)) {
            Service service = new Service(machines, ssh);
            tell(talk, "Master ", List.of(service.startMaster()));
            tell(talk, "Worker ", service.startWorkers());
        }
        talk.say("To give it a job:  ossimport cluster submit JOB.cfg");
        return ExitCode.DONE.status();
    }

    private static void tell(Talk talk, String what, List<Answer> answers) {
        for (Answer answer : answers) {
            if (answer.isFine()) {
                talk.result(what + answer.host() + ": " + answer.out().strip() + ".");
            } else {
                talk.warn(what + answer.host() + ": not started: " + answer.why());
            }
        }
        if (!answers.stream().allMatch(Answer::isFine)) {
            throw new Failure(
                    ExitCode.STORE_REFUSES,
                    "Not all of the cluster was started. Where nothing was deployed yet:  ossimport"
                            + " cluster deploy",
                    null);
        }
    }
}
