package io.ossimport.transfer.report;

import io.ossimport.core.config.CredentialsSource;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.job.TakeRules;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * A job as {@code job.json} keeps it: what was asked for, without secrets.
 *
 * @param identity the same for jobs that may go on from each other's state
 * @param spec the job; commands that print credentials are left out
 */
public record JobRecord(String identity, JobSpec spec) {

    /** The record of this job. */
    public static JobRecord of(JobSpec job) {
        return new JobRecord(
                identity(job),
                new JobSpec(
                        job.name(),
                        job.type(),
                        withoutCommand(job.source()),
                        withoutCommand(job.destination()),
                        job.take(),
                        job.overwrite(),
                        job.copy(),
                        job.movers(),
                        job.workingDirectory(),
                        job.input(),
                        job.keyRules()));
    }

    /**
     * A digest of everything that decides which objects go where: both places, the filters and the
     * policies. Speed, credentials and folders may change between runs, and in what order the
     * source is listed.
     */
    public static String identity(JobSpec job) {
        String text =
                String.join(
                        "\n",
                        job.type().name(),
                        job.source().identity(),
                        job.destination().identity(),
                        takes(job.take()).toString(),
                        job.overwrite().name(),
                        job.copy().metadataPolicy().name());
        if (job.input().given() && !job.input().isScan()) {
            text += "\n" + job.input();
        }
        if (!job.keyRules().isEmpty()) {
            text += "\n" + job.keyRules();
        }
        return HexFormat.of()
                .formatHex(Sha256.create().digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    // How much earlier a run begins is settled once it has begun.
    private static TakeRules takes(TakeRules take) {
        return take.autoSince() ? take.sinceEarlierRuns(0) : take;
    }

    /**
     * The identity without the time to begin with: the same for runs of which a later one can take
     * what came since an earlier one.
     */
    public static String scope(JobSpec job) {
        return identity(job.taking(job.take().modified(0, job.take().untilMillis())));
    }

    private static StoreSpec withoutCommand(StoreSpec place) {
        if (place.credentials().kind() != CredentialsSource.Kind.PROCESS) {
            return place;
        }
        return new StoreSpec(
                place.type(),
                place.endpoint(),
                place.region(),
                place.bucket(),
                place.prefix(),
                new CredentialsSource(CredentialsSource.Kind.PROCESS, ""),
                place.options());
    }
}
