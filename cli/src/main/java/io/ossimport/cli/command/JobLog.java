package io.ossimport.cli.command;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.check.WorkingFolderTrouble;
import io.ossimport.cli.show.LogFile;
import io.ossimport.core.job.JobSpec;
import io.ossimport.transfer.report.JobFolder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does something with a job while its log is open. */
final class JobLog {

    private static final Logger LOG = LoggerFactory.getLogger(JobLog.class);

    private JobLog() {}

    /** What is done with the job. */
    interface Work {
        ExitCode with(LogFile log) throws Exception;
    }

    /** What goes wrong is logged, and said of the working folder where that is to blame. */
    static ExitCode of(JobSpec job, Work work) throws Exception {
        try (LogFile log = LogFile.open(JobFolder.of(job).path().resolve("job.log"))) {
            try {
                LOG.info(
                        "job {}: {} to {}",
                        job.name(),
                        job.source().url(),
                        job.destination().url());
                return work.with(log);
            } catch (Exception e) {
                LOG.error("job {} could not be run", job.name(), e);
                throw e;
            }
        } catch (Exception e) {
            throw WorkingFolderTrouble.explained(e, job);
        }
    }
}
