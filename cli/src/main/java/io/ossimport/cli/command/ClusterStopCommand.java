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

/** {@code ossimport cluster stop}: ends all processes of a cluster. */
@Command(
        name = "stop",
        description = {
            "Stops the jobs that were submitted, so that they can go on, and then all processes of the"
                    + " cluster. What does not end by itself is killed, which loses no state.",
            ""
        },
        footer = {
            "",
            "Exit status: 0 when nothing of it runs any more, 4 when a machine cannot be reached.",
            "",
            "Examples:",
            "  ossimport cluster stop",
            "  ossimport cluster stop --conf /etc/ossimport"
        })
public final class ClusterStopCommand implements Callable<Integer> {

    @ParentCommand private ClusterCommand cluster = new ClusterCommand();

    @Mixin private MachinesOption option = new MachinesOption();

    @Override
    public Integer call() throws Exception {
        Talk talk = cluster.ossImport().talk();
        Machines machines = option.read(talk);
        List<Answer> answers;
        try (Ssh ssh = Ssh.open(machines)) {
            answers = new Service(machines, ssh).stop();
        }
        boolean any = false;
        for (Answer answer : answers) {
            for (String line : answer.out().lines().toList()) {
                String[] words = line.split(" ", 3); // name pid how
                talk.result(answer.host() + ": " + words[0] + " " + words[words.length - 1] + ".");
                any = true;
            }
        }
        List<Answer> failed = answers.stream().filter(answer -> !answer.isFine()).toList();
        if (!failed.isEmpty()) {
            Answer first = failed.get(0);
            throw new Failure(
                    ExitCode.STORE_REFUSES,
                    first.host() + " cannot be asked to stop: " + first.why(),
                    null);
        }
        if (!any) {
            talk.say("Nothing was running.");
        }
        return ExitCode.DONE.status();
    }
}
