package io.ossimport.cli;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.store.StoreException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Turns what a command could not handle into a sentence and an exit status. The stack trace is in
 * the job's log, and for the user only with {@code --stacktrace}.
 */
final class ErrorMessage implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(
            Exception problem, CommandLine commandLine, ParseResult parsed) {
        PrintWriter err = commandLine.getErr();
        ExitCode exitCode = exitCode(problem);
        err.println("ossimport: " + sentence(problem, exitCode));
        if (wantsStacktrace(commandLine)) {
            problem.printStackTrace(err);
        } else if (exitCode == ExitCode.BUG) {
            err.println("Run it again with --stacktrace to see where; please report it.");
        }
        err.flush();
        return exitCode.status();
    }

    private static boolean wantsStacktrace(CommandLine commandLine) {
        CommandLine root = commandLine;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        OssImport options = root.getCommand();
        return options.wantsStacktrace();
    }

    private static ExitCode exitCode(Exception problem) {
        if (problem instanceof Failure failure) {
            return failure.exitCode();
        }
        if (problem instanceof InvalidConfigException) {
            return ExitCode.BAD_CONFIG;
        }
        return problem instanceof StoreException ? ExitCode.STORE_REFUSES : ExitCode.BUG;
    }

    private static String sentence(Exception problem, ExitCode exitCode) {
        return exitCode == ExitCode.BUG
                ? "this is a bug: " + problem
                : String.valueOf(problem.getMessage());
    }
}
