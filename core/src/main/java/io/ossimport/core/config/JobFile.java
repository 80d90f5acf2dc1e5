package io.ossimport.core.config;

import io.ossimport.core.job.CopySettings;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.JobType;
import io.ossimport.core.job.KeyRule;
import io.ossimport.core.job.MetadataPolicy;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.RoundRules;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.job.VerifyRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * OssImport's job file, and {@code sys.properties} where it lies beside it, as a job.
 * docs/job-file.md lists the keys.
 *
 * @param job without any secret
 * @param verify how its two ends are compared
 * @param verifyAfterImport whether they are compared after each run that came to its end; never so
 *     with rounds
 * @param rounds how it goes on by itself after its first run; null when it does not
 * @param warnings sentences for the user about what was taken otherwise than it is written, or is
 *     unsafe
 */
public record JobFile(
        JobSpec job,
        VerifyRules verify,
        boolean verifyAfterImport,
        @Nullable RoundRules rounds,
        List<String> warnings) {

    // 9999-12-31 in seconds; a greater number is a time in milliseconds.
    private static final long LAST_SECOND = 253402300799L;
    private static final long LEAST_PART_BYTES = 100 * 1024;

    public JobFile {
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads a job.
     *
     * @param file the job file; its values win over those of {@code sys.properties} beside it
     * @param overrides {@code key=value} as typed on the command line; they win over all files
     * @throws InvalidConfigException naming all mistakes, each with file and line
     */
    public static JobFile read(Path file, List<String> overrides) throws InvalidConfigException {
        Problems problems = new Problems();
        JobValues values = new JobValues(file.toString(), problems);
        List<String> warnings = new ArrayList<>();
        Path system = file.resolveSibling("sys.properties");
        if (!system.equals(file) && Files.exists(system)) {
            takeFile(system, values, problems, warnings);
        }
        takeFile(file, values, problems, warnings);
        values.take(ConfigLines.ofCommandLine(overrides, problems));
        JobSpec job = job(values, warnings);
        VerifyRules verify = verifyRules(job.take(), values);
        RoundRules rounds = RoundValues.rules(values, job.input(), warnings);
        problems.throwIfAny();
        boolean verifies = values.flag(JobKey.IS_AUDIT_AFTER_IMPORT) && rounds == null;
        return new JobFile(job, verify, verifies, rounds, warnings);
    }

    private static void takeFile(
            Path file, JobValues values, Problems problems, List<String> warnings)
            throws InvalidConfigException {
        List<ConfigLines.Line> lines = ConfigLines.of(file, problems);
        values.take(lines);
        boolean holdsSecret = false;
        for (ConfigLines.Line line : lines) {
            JobKey key = JobKey.find(line.key());
            holdsSecret |= key != null && key.isSecret() && !line.value().isEmpty();
        }
        if (holdsSecret && FileRights.othersMayRead(file)) {
            warnings.add(
                    file
                            + " holds secrets and other users of this machine can read it. Run:"
                            + " chmod 600 "
                            + file);
        }
    }

    private static JobSpec job(JobValues values, List<String> warnings) {
        refuseWhatIsNotThere(values, warnings);
        int movers = (int) values.number(JobKey.MOVERS);
        return new JobSpec(
                name(values),
                values.choice(JobKey.JOB_TYPE).equals("audit") ? JobType.VERIFY : JobType.IMPORT,
                new StoreValues(StoreValues.SOURCE, values, warnings).spec(),
                new StoreValues(StoreValues.DESTINATION, values, warnings).spec(),
                takeRules(values),
                overwrite(values),
                copySettings(values, movers, warnings),
                movers,
                workingDirectory(values).toString(),
                InputListValues.list(values),
                keyRules(values));
    }

    private static List<KeyRule> keyRules(JobValues values) {
        List<KeyRule> rules = new ArrayList<>();
        for (String written : values.text(JobKey.KEY_REWRITE).split("\\s+", -1)) {
            try {
                if (!written.isEmpty()) {
                    rules.add(KeyRule.parse(written));
                }
            } catch (IllegalArgumentException e) {
                values.wrong(
                        JobKey.KEY_REWRITE, "has \"" + written + "\", which " + e.getMessage());
            }
        }
        return rules;
    }

    private static Path workingDirectory(JobValues values) {
        return values.isSet(JobKey.WORKING_DIR)
                ? Path.of(values.text(JobKey.WORKING_DIR)).toAbsolutePath().normalize()
                : WorkingDirectory.byDefault();
    }

    private static void refuseWhatIsNotThere(JobValues values, List<String> warnings) {
        if (values.flag(JobKey.IS_SERVER_SIDE_ENCRYPTION)) {
            values.wrong(
                    JobKey.IS_SERVER_SIDE_ENCRYPTION,
                    "is true, which is not in this version; set it to false and let the"
                            + " destination bucket encrypt by default");
        }
        if (values.flag(JobKey.IS_USE_EXPRESS_TUNNEL)) {
            values.wrong(
                    JobKey.IS_USE_EXPRESS_TUNNEL,
                    "is true, which is not in this version; set it to false and give the"
                            + " endpoint that the leased line reaches as srcDomain");
        }
        if (values.flag(JobKey.WORKER_RECORD_MD5)) {
            warnings.add(
                    "workerRecordMd5 is not in this version: no x-oss-meta-md5 is written. Every"
                            + " object is proven by its CRC-64.");
        }
    }

    private static String name(JobValues values) {
        String name = values.text(JobKey.JOB_NAME);
        if (!name.matches("[a-zA-Z0-9_-]{1,128}")) {
            values.wrong(
                    JobKey.JOB_NAME,
                    "is \"" + name + "\"; allowed: 1 to 128 of letters, digits, _ and -");
        }
        return name;
    }

    private static TakeRules takeRules(JobValues values) {
        TakeRules rules =
                new TakeRules(
                        seconds(values, JobKey.IMPORT_SINCE) * 1000,
                        until(values, JobKey.IMPORT_UNTIL),
                        values.flag(JobKey.IS_ALLOW_SYMBOLIC_LINK),
                        FilterValues.spec(values));
        return values.isWord(JobKey.IMPORT_SINCE)
                ? rules.sinceEarlierRuns(values.number(JobKey.IMPORT_SINCE_SLACK) * 1000)
                : rules;
    }

    // The whole second counts.
    private static long until(JobValues values, JobKey key) {
        long seconds = seconds(values, key);
        return seconds > 0 ? seconds * 1000 + 999 : Long.MAX_VALUE;
    }

    private static VerifyRules verifyRules(TakeRules take, JobValues values) {
        long until = Math.min(take.untilMillis(), until(values, JobKey.LAST_MODIFY));
        return new VerifyRules(
                take.modified(take.sinceMillis(), until),
                switch (values.choice(JobKey.AUDIT_MODE)) {
                    case "simple" -> VerifyRules.Depth.SIZES;
                    case "detailed" -> VerifyRules.Depth.CONTENTS;
                    default -> VerifyRules.Depth.CHECKSUMS;
                });
    }

    private static long seconds(JobValues values, JobKey key) {
        long seconds = values.number(key);
        if (seconds > LAST_SECOND) {
            values.wrong(
                    key,
                    "is "
                            + seconds
                            + ", which looks like milliseconds; it counts seconds, such as "
                            + seconds / 1000);
            return 0;
        }
        return seconds;
    }

    private static OverwritePolicy overwrite(JobValues values) {
        if (values.isSet(JobKey.OVERWRITE)) {
            String word = values.choice(JobKey.OVERWRITE);
            // A wrong word has been noted and reads as the default, which is no word.
            return word.isEmpty()
                    ? OverwritePolicy.FAIL
                    : OverwritePolicy.valueOf(word.toUpperCase(Locale.ROOT));
        }
        return values.flag(JobKey.IS_SKIP_EXIST_FILE)
                ? OverwritePolicy.DIFFERENT
                : OverwritePolicy.ALWAYS;
    }

    private static CopySettings copySettings(JobValues values, int movers, List<String> warnings) {
        long partSize = values.size(JobKey.MULTIPART_UPLOAD_PART_SIZE);
        if (partSize < LEAST_PART_BYTES) {
            partSize = ByteSize.parse(JobKey.MULTIPART_UPLOAD_PART_SIZE.defaultValue());
            warnings.add("multipartUploadPartSize is below 100k and is taken as 50m.");
        }
        long transfers =
                values.number(
                        values.isSet(JobKey.TRANSFERS_IN_FLIGHT)
                                ? JobKey.TRANSFERS_IN_FLIGHT
                                : JobKey.WORKER_TASK_THREAD_NUM);
        return new CopySettings(
                values.size(JobKey.MULTIPART_UPLOAD_THRESHOLD),
                partSize,
                (int) ((transfers + movers - 1) / movers),
                CopySettings.DEFAULT.bytesInFlight(),
                (int) values.number(JobKey.ATTEMPTS),
                MetadataPolicy.valueOf(
                        values.choice(JobKey.METADATA_POLICY).toUpperCase(Locale.ROOT)),
                values.number(JobKey.WORKER_MAX_THROUGHPUT) * 1024,
                values.flag(JobKey.COUNT_AHEAD));
    }
}
