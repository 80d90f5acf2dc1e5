package io.ossimport.cli.command;

import io.ossimport.cli.OssImport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** {@code ossimport cluster}: several machines that do the work of one job. */
@Command(
        name = "cluster",
        description = {
            "Lets several machines work on one job: one master, and workers that may come and go.",
            "",
            "All of them, and whoever types \"run --cluster\", see one working folder, such as a"
                    + " mounted one: jobs keep their state and their lists in it, and the cluster the"
                    + " key by which its processes know each other. Without the key there is no"
                    + " connection. Each machine has the job file, or the credentials that it names,"
                    + " in the same place.",
            ""
        },
        subcommands = {
            ClusterDeployCommand.class,
            ClusterStartCommand.class,
            ClusterStatusCommand.class,
            ClusterStopCommand.class,
            ClusterSubmitCommand.class,
            ClusterStatCommand.class,
            ClusterRetryCommand.class,
            ClusterMasterCommand.class,
            ClusterWorkerCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Examples:",
            "  ossimport cluster deploy",
            "  ossimport cluster start",
            "  ossimport cluster submit conf/job.cfg",
            "By hand, on the master and on each worker:",
            "  ossimport cluster master --host 10.0.0.1 --working-dir /mnt/ossimport",
            "  ossimport cluster worker --master 10.0.0.1 --working-dir /mnt/ossimport",
            "and then, on any of them:",
            "  ossimport run job.cfg --cluster 10.0.0.1 --working-dir /mnt/ossimport"
        })
public final class ClusterCommand implements Runnable {

    @ParentCommand private OssImport ossImport = new OssImport();

    @Spec private CommandSpec spec = CommandSpec.create();

    OssImport ossImport() {
        return ossImport;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }
}
