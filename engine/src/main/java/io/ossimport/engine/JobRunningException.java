package io.ossimport.engine;

/** Another process, or another run in this one, works on the same job right now. */
public final class JobRunningException extends Exception {

    private static final long serialVersionUID = 1;

    JobRunningException(String job) {
        super("Job " + job + " is running already; wait for it, or stop it first.");
    }
}
