package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.Failure;
import io.ossimport.cli.cluster.Deployment;
import io.ossimport.cli.cluster.HostChecks;
import io.ossimport.cli.cluster.HostReport;
import io.ossimport.cli.cluster.Machines;
import io.ossimport.cli.cluster.Ssh;
import io.ossimport.cli.cluster.Table;
import io.ossimport.cli.show.Talk;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParentCommand;

/** {@code ossimport cluster deploy}: looks at all machines and copies the program to them. */
@Command(
        name = "deploy",
        description = {
            "Looks at all machines of conf/workers over ssh: Java, clock, disk, open files, the"
                    + " master's ports, and whether all of them see one working folder. When all can"
                    + " take part, copies the program, its settings and the cluster's key there.",
            "",
            "Does nothing to machines that cannot, and says what to put right.",
            ""
        },
        footer = {
            "",
            "Exit status: 0 when all are ready, 2 when something runs there, 3 when a file or a machine is"
                    + " to be put right, 4 when a machine cannot be reached.",
            "",
            "Examples:",
            "  ossimport cluster deploy",
            "  ossimport cluster deploy --conf /etc/ossimport --json"
        })
public final class ClusterDeployCommand implements Callable<Integer> {

    @ParentCommand private ClusterCommand cluster = new ClusterCommand();

    @Mixin private MachinesOption option = new MachinesOption();

    @Override
    public Integer call() throws Exception {
        Talk talk = cluster.ossImport().talk();
        Machines machines = option.read(talk);
        try (Ssh ssh = Ssh.open(machines)) {
            List<HostReport> reports = HostChecks.of(machines, ssh);
            tell(talk, reports);
            refuse(reports);
            talk.say("Copying the program to " + machines.workingDir() + " …");
            new Deployment(machines, ssh).copy(reports.get(0));
        } catch (IOException e) {
            throw new Failure(ExitCode.STORE_REFUSES, String.valueOf(e.getMessage()), e);
        }
        talk.say("Deployed. Next:  ossimport cluster start");
        return ExitCode.DONE.status();
    }

    private static void tell(Talk talk, List<HostReport> reports) {
        List<List<String>> rows = new ArrayList<>(List.of(HostReport.HEADS));
        reports.forEach(report -> rows.add(report.row()));
        Table.lines(rows).forEach(talk::result);
        reports.forEach(report -> talk.json(report.json()));
        reports.stream()
                .flatMap(report -> report.warnings().stream())
                .forEach(warning -> talk.warn("Warning: " + warning));
    }

    private static void refuse(List<HostReport> reports) {
        List<String> troubles =
                reports.stream().flatMap(report -> report.troubles().stream()).toList();
        if (!troubles.isEmpty()) {
            boolean reached = reports.stream().allMatch(HostReport::isReached);
            throw new Failure(
                    reached ? ExitCode.BAD_CONFIG : ExitCode.STORE_REFUSES,
                    "Nothing was copied:\n  " + String.join("\n  ", troubles),
                    null);
        }
        List<String> running = reports.stream().flatMap(ClusterDeployCommand::running).toList();
        if (!running.isEmpty()) {
            throw new Failure(
                    ExitCode.BAD_USAGE,
                    "Nothing was copied, since these run: "
                            + String.join(", ", running)
                            + ". End them first:  ossimport cluster stop",
                    null);
        }
    }

    private static Stream<String> running(HostReport report) {
        return report.running().stream().map(name -> name + " on " + report.host());
    }
}
