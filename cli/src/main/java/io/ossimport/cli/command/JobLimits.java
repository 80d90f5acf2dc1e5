package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.Failure;
import io.ossimport.transfer.limit.LimitRules;
import io.ossimport.transfer.report.JobFolder;
import java.io.IOException;
import java.time.ZoneId;

/** The limits that the user has set for a job. */
final class JobLimits {

    private JobLimits() {}

    /**
     * Reads them; none where none were set.
     *
     * @throws Failure when they were changed by hand and cannot be understood
     */
    static LimitRules read(JobFolder folder) {
        try {
            return folder.readLimits().orElse(LimitRules.none(ZoneId.systemDefault()));
        } catch (IOException e) {
            throw new Failure(
                    ExitCode.BAD_CONFIG,
                    e.getMessage()
                            + ". Mend it, or begin without limits:  ossimport limit "
                            + folder.path().getFileName()
                            + " --clear",
                    e);
        }
    }
}
