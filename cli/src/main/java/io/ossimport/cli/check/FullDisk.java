package io.ossimport.cli.check;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.Failure;
import io.ossimport.core.store.StoreException;
import java.io.File;
import java.nio.file.Path;

/** Tells failures that a full disk below the working folder explains from bugs. */
public final class FullDisk {

    /** What a run may need for a moment: the engine alone unpacks 24 MiB when it starts. */
    private static final long LEAST_BYTES = 32 << 20;

    private FullDisk() {}

    /**
     * The failure itself, or one sentence about the disk when there is hardly room on it; what
     * stores and commands say of themselves stays as it is.
     */
    public static Exception explained(Exception failure, Path workingFolder) {
        if (failure instanceof Failure || failure instanceof StoreException) {
            return failure;
        }
        long left = existing(workingFolder).getUsableSpace();
        if (left >= LEAST_BYTES) {
            return failure;
        }
        return new Failure(
                ExitCode.STORE_REFUSES,
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

    private static File existing(Path folder) {
        Path at = folder.toAbsolutePath();
        while (!at.toFile().exists() && at.getParent() != null) {
            at = at.getParent();
        }
        return at.toFile();
    }
}
