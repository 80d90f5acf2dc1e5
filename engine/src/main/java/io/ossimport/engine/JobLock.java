package io.ossimport.engine;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Keeps two processes from running one job at the same time. The operating system gives the lock
 * back when the process ends, however it ends; the file stays.
 */
final class JobLock implements AutoCloseable {

    private final FileChannel channel;

    private JobLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock of the job in {@code jobFolder}, or says that it is taken. */
    static JobLock take(Path jobFolder, String jobName) throws IOException, JobRunningException {
        FileChannel channel =
                FileChannel.open(
                        jobFolder.resolve("lock"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
        @Nullable FileLock lock = null;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            // held by this very process: the same answer as when another one has it
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        if (lock == null) {
            throw new JobRunningException(
                    "Job " + jobName + " is running already; wait for it, or stop it first.");
        }
        return new JobLock(channel);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
