package io.ossimport.engine;

import io.ossimport.transfer.report.JobFolder;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * What was removed with a job's folder.
 *
 * @param files how many, links among them
 * @param bytes their sizes together
 */
public record JobRemoval(long files, long bytes) {

    /**
     * Removes the folder of a job and everything in it: state, lists and logs of all runs. Removes
     * links, and never what they lead to.
     *
     * @throws IllegalArgumentException when the folder itself is a link
     * @throws JobRunningException when the job is running
     * @throws ClusterException when it may go on somewhere else
     */
    public static JobRemoval remove(JobFolder job) throws IOException, JobRunningException {
        Path folder = job.path();
        if (Files.isSymbolicLink(folder)) {
            throw new IllegalArgumentException("a symbolic link: " + folder);
        }
        JobLock lock = JobLock.take(folder, String.valueOf(folder.getFileName()));
        try (lock) {
            Engine.HERE.requireOnlyHere(job);
            JobRemoval removed = count(folder);
            // First: what is cut short here must not look like a run to go on with.
            Files.deleteIfExists(job.jobFile());
            Folders.remove(folder);
            return removed;
        }
    }

    private static JobRemoval count(Path folder) throws IOException {
        long[] sums = new long[2];
        Files.walkFileTree(
                folder,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        sums[0]++;
                        sums[1] += attributes.size();
                        return FileVisitResult.CONTINUE;
                    }
                });
        return new JobRemoval(sums[0], sums[1]);
    }
}
