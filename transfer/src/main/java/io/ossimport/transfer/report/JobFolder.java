package io.ossimport.transfer.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.transfer.limit.LimitRules;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the state of a job lies: {@code <workingDir>/jobs/<name>/}. Files are replaced whole, so a
 * reader sees the old or the new one, never a half.
 */
public final class JobFolder {

    private static final String JOBS = "jobs";

    private final Path workingDirectory;
    private final Path folder;

    private JobFolder(Path workingDirectory, String name) {
        this.workingDirectory = workingDirectory;
        this.folder = workingDirectory.resolve(JOBS).resolve(name);
    }

    /** The folder of the job {@code name}, which need not exist. */
    public static JobFolder of(Path workingDirectory, String name) {
        return new JobFolder(workingDirectory, name);
    }

    /** The folder of {@code job}, which need not exist. */
    public static JobFolder of(JobSpec job) {
        return of(Path.of(job.workingDirectory()), job.name());
    }

    /** Those of all jobs that were run, by name; none when the folder is not there. */
    public static List<JobFolder> allRun(Path workingDirectory) throws IOException {
        Path jobs = workingDirectory.resolve(JOBS);
        if (!Files.isDirectory(jobs)) {
            return List.of();
        }
        try (Stream<Path> names = Files.list(jobs)) {
            return names.sorted()
                    .map(name -> of(workingDirectory, String.valueOf(name.getFileName())))
                    .filter(JobFolder::wasRun)
                    .toList();
        }
    }

    /** Whether the job was ever run. */
    public boolean wasRun() {
        return Files.isDirectory(runs());
    }

    private Path runs() {
        return folder.resolve("runs");
    }

    public Path path() {
        return folder;
    }

    /** Where the folders of all jobs lie, in {@code jobs}. */
    public Path workingDirectory() {
        return workingDirectory;
    }

    /** Makes the folder, for its owner only; does nothing more when it is there. */
    public void make() throws IOException {
        Files.createDirectories(folder);
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** {@code checkpoints}: what Flink keeps to go on from. */
    public Path checkpoints() {
        return folder.resolve("checkpoints");
    }

    /** {@code job.json}: what was asked for. */
    public Path jobFile() {
        return folder.resolve("job.json");
    }

    /** {@code control.json}: limits, which can be changed while the job runs. */
    public Path controlFile() {
        return folder.resolve("control.json");
    }

    /** {@code uploads}: the multipart uploads that are open. */
    public Path uploads() {
        return folder.resolve("uploads");
    }

    /** {@code runs/<run>}. */
    public Path run(int run) {
        return runs().resolve(Integer.toString(run));
    }

    /** {@code runs/<run>/copied}, {@code …/skipped}, {@code …/failed}. */
    public Path list(int run, OutcomeKind kind) {
        return run(run).resolve(kind.listName());
    }

    /** {@code runs/<run>/input}: what the reading of the job's input list left. */
    public Path input(int run) {
        return run(run).resolve("input");
    }

    /** {@code runs/<run>/summary.json}. */
    public Path summaryFile(int run) {
        return run(run).resolve("summary.json");
    }

    /** {@code runs/<run>/run.json}: how the run came about. */
    public Path runFile(int run) {
        return run(run).resolve("run.json");
    }

    /** {@code runs/<run>/progress.json}. */
    public Path progressFile(int run) {
        return run(run).resolve("progress.json");
    }

    /** {@code runs/<run>/count.json}: how much there is at the source. */
    public Path countFile(int run) {
        return run(run).resolve("count.json");
    }

    /** {@code verifies/<number>}: what one comparison of both ends wrote down. */
    public Path verify(int number) {
        return folder.resolve("verifies").resolve(Integer.toString(number));
    }

    /** The number of the newest run, or 0 when there was none. */
    public int newestRun() throws IOException {
        return newest(runs());
    }

    private static int newest(Path numbered) throws IOException {
        if (!Files.isDirectory(numbered)) {
            return 0;
        }
        try (Stream<Path> entries = Files.list(numbered)) {
            return entries.map(entry -> String.valueOf(entry.getFileName()))
                    .filter(name -> name.matches("[1-9][0-9]{0,8}"))
                    .mapToInt(Integer::parseInt)
                    .max()
                    .orElse(0);
        }
    }

    /** Makes the folder of a new run and gives its number. Two processes never get the same one. */
    public int beginRun() throws IOException {
        return begin(runs());
    }

    /** Makes the folder of a new comparison and gives its number, as {@link #beginRun} does. */
    public int beginVerify() throws IOException {
        make();
        return begin(folder.resolve("verifies"));
    }

    private static int begin(Path numbered) throws IOException {
        Files.createDirectories(numbered);
        while (true) {
            int number = newest(numbered) + 1;
            try {
                Files.createDirectory(numbered.resolve(Integer.toString(number)));
                return number;
            } catch (FileAlreadyExistsException e) {
                // another process was faster: the next number
            }
        }
    }

    public void writeJob(JobSpec job) throws IOException {
        replace(jobFile(), Json.write(JobRecord.of(job)));
    }

    /** What {@link #writeJob} wrote, or empty when it never did. */
    public Optional<JobRecord> readJob() throws IOException {
        return read(jobFile(), JobRecord.class);
    }

    public void writeRun(RunRecord run) throws IOException {
        replace(runFile(run.run()), Json.write(run));
    }

    /** What {@link #writeRun} wrote, or empty when it never did. */
    public Optional<RunRecord> readRun(int run) throws IOException {
        return read(runFile(run), RunRecord.class);
    }

    /** Sets the limits of the job, which a run keeps to within a second. */
    public void writeLimits(LimitRules limits) throws IOException {
        make();
        replace(controlFile(), Json.write(limits));
    }

    /**
     * What {@link #writeLimits} wrote, or empty when it never did.
     *
     * @throws IOException when the file cannot be read, or people have made a mistake in it
     */
    public Optional<LimitRules> readLimits() throws IOException {
        try {
            return read(controlFile(), LimitRules.class);
        } catch (JsonProcessingException e) {
            throw new IOException(controlFile() + " is not right: " + e.getOriginalMessage(), e);
        }
    }

    /** Sets no limits, so that only the job's own settings hold. */
    public void removeLimits() throws IOException {
        Files.deleteIfExists(controlFile());
    }

    public void writeSummary(RunSummary summary) throws IOException {
        replace(summaryFile(summary.run()), summary.toJson());
    }

    /** The summary of a run that has ended. */
    public Optional<RunSummary> readSummary(int run) throws IOException {
        return read(summaryFile(run), RunSummary.class);
    }

    public void writeProgress(Progress progress) throws IOException {
        replace(progressFile(progress.run()), Json.write(progress));
    }

    /** How far a run was when it last said so. */
    public Optional<Progress> readProgress(int run) throws IOException {
        return read(progressFile(run), Progress.class);
    }

    public void writeCount(int run, SourceCount count) throws IOException {
        replace(countFile(run), Json.write(count));
    }

    /** What {@link #writeCount} wrote last, or empty when it never did. */
    public Optional<SourceCount> readCount(int run) throws IOException {
        return read(countFile(run), SourceCount.class);
    }

    private static <T> Optional<T> read(Path file, Class<T> type) throws IOException {
        return Files.exists(file) ? Optional.of(Json.read(file, type)) : Optional.empty();
    }

    /** Writes the summary of a comparison, as one line of JSON. */
    public void writeVerifySummary(int number, String json) throws IOException {
        replace(verify(number).resolve("summary.json"), json);
    }

    private static void replace(Path file, String json) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        WholeFile.write(file, json + "\n");
    }
}
