package io.ossimport.cli;

import org.jspecify.annotations.Nullable;

/**
 * Ends a command with one sentence for the user and an exit status. The cause is for {@code
 * --stacktrace} and the log.
 */
public final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final ExitCode exitCode;

    public Failure(ExitCode exitCode, String sentence, @Nullable Throwable cause) {
        super(sentence, cause);
        this.exitCode = exitCode;
    }

    public ExitCode exitCode() {
        return exitCode;
    }
}
