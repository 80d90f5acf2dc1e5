package io.ossimport.cli.command;

import io.ossimport.transfer.report.JobFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The jobs that a working folder keeps. */
final class JobFolders {

    private JobFolders() {}

    /** Those that were run, by name; none when the folder is not there. */
    static List<JobFolder> in(Path workingDir) throws IOException {
        Path jobs = workingDir.resolve("jobs");
        if (!Files.isDirectory(jobs)) {
            return List.of();
        }
        try (Stream<Path> names = Files.list(jobs)) {
            return names.sorted()
                    .map(name -> JobFolder.of(workingDir, String.valueOf(name.getFileName())))
                    .filter(folder -> !isEmpty(folder))
                    .toList();
        }
    }

    /** Whether the job was never run. */
    static boolean isEmpty(JobFolder folder) {
        return !Files.isDirectory(folder.path().resolve("runs"));
    }
}
