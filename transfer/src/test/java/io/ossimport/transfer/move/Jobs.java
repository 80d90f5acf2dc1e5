package io.ossimport.transfer.move;

import io.ossimport.core.config.CredentialsSource;
import io.ossimport.core.job.CopySettings;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.JobType;
import io.ossimport.core.job.MetadataPolicy;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.job.TakeRules;
import java.util.Map;

/** Jobs for tests: small parts, few transfers, all keys behind prefixes. */
public final class Jobs {

    /** Objects above 300 KiB travel in parts of 100 KiB, the least that OSS takes. */
    public static final CopySettings SMALL_PARTS =
            new CopySettings(300 << 10, 100 << 10, 8, 64 << 20, 3, MetadataPolicy.RENAME, 0);

    private Jobs() {}

    public static JobSpec job(OverwritePolicy overwrite) {
        return job(overwrite, SMALL_PARTS, TakeRules.ALL);
    }

    public static JobSpec job(OverwritePolicy overwrite, CopySettings copy, TakeRules take) {
        return new JobSpec(
                "test",
                JobType.IMPORT,
                place("s3", "in/"),
                place("oss", "out/"),
                take,
                overwrite,
                copy,
                1,
                "/nowhere");
    }

    private static StoreSpec place(String type, String prefix) {
        return new StoreSpec(type, "", "", "bucket", prefix, CredentialsSource.ANONYMOUS, Map.of());
    }
}
