package io.ossimport.cli;

import io.ossimport.cli.command.CleanCommand;
import io.ossimport.cli.command.ClusterCommand;
import io.ossimport.cli.command.CopyCommand;
import io.ossimport.cli.command.DemoCommand;
import io.ossimport.cli.command.ExplainCommand;
import io.ossimport.cli.command.LimitCommand;
import io.ossimport.cli.command.ReportCommand;
import io.ossimport.cli.command.ResumeCommand;
import io.ossimport.cli.command.RetryCommand;
import io.ossimport.cli.command.RunCommand;
import io.ossimport.cli.command.StatCommand;
import io.ossimport.cli.command.StopCommand;
import io.ossimport.cli.command.VerifyCommand;
import io.ossimport.cli.show.Talk;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command {@code ossimport}: the options that every command has, and the way in. */
@Command(
        name = "ossimport",
        description = "Moves whole object stores to Alibaba Cloud OSS and proves each object.",
        subcommands = {
            DemoCommand.class,
            RunCommand.class,
            CopyCommand.class,
            VerifyCommand.class,
            StatCommand.class,
            StopCommand.class,
            LimitCommand.class,
            ResumeCommand.class,
            RetryCommand.class,
            ReportCommand.class,
            ExplainCommand.class,
            CleanCommand.class,
            ClusterCommand.class,
            GenerateCompletion.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "To see it work:   ossimport demo",
            "To move a bucket: ossimport copy s3://photos/ oss://photos-cn/",
            "With a job file:  ossimport run job.cfg",
            "",
            "Exit status: 0 all done, 1 some objects failed, 2 bad usage, 3 bad configuration,",
            "4 a store cannot be reached or refuses, 5 stopped (the same command goes on),",
            "6 the working folder cannot be used, 70 a bug."
        })
public final class OssImport implements Runnable {

    @Option(
            names = "--json",
            scope = ScopeType.INHERIT,
            description = "Print results as JSON, one object a line; the last is the summary.")
    private boolean json;

    @Option(
            names = "--quiet",
            scope = ScopeType.INHERIT,
            description = "Say nothing on standard error but warnings and errors.")
    private boolean quiet;

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "Show where in the program an error arose.")
    private boolean stacktrace;

    @Spec private CommandSpec spec = CommandSpec.create();

    /** Starts the program. Ends the JVM with a status of {@link ExitCode}. */
    public static void main(String[] args) {
        CommandLine commandLine = commandLine();
        commandLine.setOut(utf8(FileDescriptor.out));
        commandLine.setErr(utf8(FileDescriptor.err));
        int status = commandLine.execute(args);
        commandLine.getOut().flush();
        commandLine.getErr().flush();
        System.exit(status);
    }

    /** The whole command line, ready to execute; for tests, with outputs of their own. */
    public static CommandLine commandLine() {
        CommandLine commandLine = new CommandLine(new OssImport());
        commandLine.setUsageHelpAutoWidth(false);
        commandLine.setUsageHelpWidth(100);
        commandLine.setParameterExceptionHandler(new UsageMessage());
        commandLine.setExecutionExceptionHandler(new ErrorMessage());
        commandLine.setExpandAtFiles(false);
        return commandLine;
    }

    /** The channels for a command, as the options ask. */
    public Talk talk() {
        CommandLine commandLine = spec.commandLine();
        int columns = Integer.getInteger("ossimport.columns", 0);
        boolean colour = columns > 0 && System.getenv("NO_COLOR") == null;
        return new Talk(commandLine.getOut(), commandLine.getErr(), json, quiet, columns, colour);
    }

    boolean wantsStacktrace() {
        return stacktrace;
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say what to do.");
    }

    // Whatever the locale says, names of objects are printed in UTF-8.
    private static PrintWriter utf8(FileDescriptor descriptor) {
        return new PrintWriter(
                new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8),
                true);
    }
}
