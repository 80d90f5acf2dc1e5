package io.ossimport.cli;

/** What a script can tell from the exit status. Documented in docs/cli.md; never renumbered. */
public enum ExitCode {
    /** All done: every object was copied, or skipped for a reason. */
    DONE(0),
    /** The run went through, and some objects failed or differ. */
    OBJECTS_FAILED(1),
    /** The command line makes no sense. */
    BAD_USAGE(2),
    /** The job file, or what the command line says of the job, cannot be right. */
    BAD_CONFIG(3),
    /** A store cannot be reached or refuses us as a whole. */
    STORE_REFUSES(4),
    /** Stopped before the end; the same command goes on. */
    STOPPED(5),
    /** The working folder cannot be read or written, or has no room; the same command goes on. */
    WORKING_FOLDER(6),
    /** A mistake of ours. */
    BUG(70);

    private final int status;

    ExitCode(int status) {
        this.status = status;
    }

    public int status() {
        return status;
    }
}
