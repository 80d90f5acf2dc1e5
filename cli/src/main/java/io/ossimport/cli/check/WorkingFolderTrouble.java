package io.ossimport.cli.check;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.Failure;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.store.Causes;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.engine.ClusterException;
import io.ossimport.transfer.report.JobFolder;
import java.io.File;
import java.io.IOException;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Tells failures that the disk below the working folder explains from bugs. */
public final class WorkingFolderTrouble {

    /** What a run may need for a moment: the engine alone unpacks 24 MiB when it starts. */
    private static final long LEAST_BYTES = 32 << 20;

    private WorkingFolderTrouble() {}

    /**
     * The failure itself, or one sentence about the working folder when there is hardly room in it,
     * or a file in it could not be read or written; what stores and commands say of themselves
     * stays as it is.
     */
    public static Exception explained(Exception failure, JobSpec job) {
        boolean isOfAStore =
                failure instanceof StoreException error && error.kind() != Kind.UNRECORDABLE;
        if (failure instanceof Failure || isOfAStore) {
            return failure;
        }
        if (failure instanceof ClusterException) {
            return new Failure(
                    ExitCode.STORE_REFUSES, String.valueOf(failure.getMessage()), failure);
        }
        Path workingFolder = Path.of(job.workingDirectory());
        long left = existing(workingFolder).getUsableSpace();
        Throwable root = Causes.root(failure);
        String message = String.valueOf(root.getMessage());
        if (left < LEAST_BYTES || message.contains("No space left on device")) {
            return new Failure(
                    ExitCode.WORKING_FOLDER,
                    "The disk of the working folder "
                            + workingFolder
                            + " is full: "
                            + (left >> 20)
                            + " MiB are left, and a run needs "
                            + (LEAST_BYTES >> 20)
                            + ". Make room and give the same command again, or name another folder"
                            + " (--working-dir, workingDir).",
                    failure);
        }
        boolean onFile = root instanceof IOException && !(root instanceof SocketException);
        if (!onFile && canWrite(JobFolder.of(job).path())) {
            return failure;
        }
        return new Failure(
                ExitCode.WORKING_FOLDER,
                "The working folder "
                        + workingFolder
                        + " cannot be used: "
                        + root.getClass().getSimpleName()
                        + ", "
                        + message
                        + ". Put that right and give the same command again: it goes on.",
                failure);
    }

    // Not every failure of a file comes as such: the engine makes others of some.
    private static boolean canWrite(Path folder) {
        try {
            Files.delete(Files.createTempFile(folder, "ossimport", ""));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static File existing(Path folder) {
        Path at = folder.toAbsolutePath();
        while (!at.toFile().exists() && at.getParent() != null) {
            at = at.getParent();
        }
        return at.toFile();
    }
}
