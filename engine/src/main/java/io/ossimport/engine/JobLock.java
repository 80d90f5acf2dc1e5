package io.ossimport.engine;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps two processes from running one job at the same time. The operating system gives the lock
 * back when the process ends, however it ends; the file stays. While the lock is held, the file
 * names its {@link Holder}.
 */
final class JobLock implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(JobLock.class);

    // To close any channel of a file gives back all locks that the process has on it. So a lock
    // held here is known from this set, and its file is not opened again.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private JobLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Takes the lock of the job in {@code jobFolder}, or says that it is taken. */
    static JobLock take(Path jobFolder, String jobName) throws IOException, JobRunningException {
        Path file = file(jobFolder);
        @Nullable FileChannel channel = null;
        if (HELD_HERE.add(file)) {
            try {
                channel = lock(file);
            } finally {
                if (channel == null) {
                    HELD_HERE.remove(file);
                }
            }
        }
        if (channel == null) {
            throw new JobRunningException(jobName);
        }
        JobLock lock = new JobLock(file, channel);
        lock.write(Holder.here().text());
        return lock;
    }

    /** Whether somebody has the lock of the job in {@code jobFolder}. */
    static boolean isTaken(Path jobFolder) throws IOException {
        if (!Files.exists(jobFolder.resolve("lock"))) {
            return false;
        }
        Path file = file(jobFolder);
        if (HELD_HERE.contains(file)) {
            return true;
        }
        @Nullable FileChannel free = lock(file);
        if (free != null) {
            free.close();
        }
        return free == null;
    }

    /** Who has the lock, as its file says; null when it does not say. */
    static @Nullable Holder holder(Path jobFolder) throws IOException {
        Path file = file(jobFolder);
        return HELD_HERE.contains(file)
                ? Holder.here()
                : Holder.parse(Files.readString(file, StandardCharsets.UTF_8));
    }

    private static Path file(Path jobFolder) throws IOException {
        return jobFolder.toRealPath().resolve("lock");
    }

    // The channel that has the lock, or null when another process has it.
    private static @Nullable FileChannel lock(Path file) throws IOException {
        FileChannel channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        LinkOption.NOFOLLOW_LINKS);
        @Nullable FileLock lock = null;
        try {
            lock = channel.tryLock();
        } finally {
            if (lock == null) {
                channel.close();
            }
        }
        return lock == null ? null : channel;
    }

    private void write(String text) {
        try {
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), 0);
        } catch (IOException e) {
            // a full disk: a lock without a name holds as well
            LOG.debug("{} does not name this process", file, e);
        }
    }

    // The name goes first: a lock that is free, or just taken by another, names nobody.
    @Override
    public void close() throws IOException {
        try (channel) {
            unname();
        } finally {
            HELD_HERE.remove(file);
        }
    }

    // A name that stays harms nobody: it is read of a lock that is held only.
    private void unname() {
        try {
            channel.truncate(0);
        } catch (IOException e) {
            LOG.debug("{} goes on naming this process", file, e);
        }
    }

    /**
     * The process that has a lock. Its start tells it from a later one that was given the same
     * number.
     */
    record Holder(long pid, long startedMillis) {

        static Holder here() {
            ProcessHandle process = ProcessHandle.current();
            return new Holder(process.pid(), started(process));
        }

        static @Nullable Holder parse(String text) {
            String[] words = text.strip().split(" ", -1);
            if (words.length != 2 || !text.matches("[0-9]{1,18} [0-9]{1,18}\\s*")) {
                return null;
            }
            return new Holder(Long.parseLong(words[0]), Long.parseLong(words[1]));
        }

        /** When a process started; 0 when the system does not tell. */
        static long started(ProcessHandle process) {
            return process.info().startInstant().map(start -> start.toEpochMilli()).orElse(0L);
        }

        String text() {
            return pid + " " + startedMillis + "\n";
        }
    }
}
