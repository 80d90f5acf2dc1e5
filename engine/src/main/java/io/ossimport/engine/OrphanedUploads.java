package io.ossimport.engine;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreFactory;
import io.ossimport.transfer.scan.ListRetry;
import io.ossimport.transfer.uploads.UploadJournal;
import io.ossimport.transfer.uploads.UploadSweep;
import io.ossimport.transfer.uploads.UploadSweep.Swept;
import java.io.IOException;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Removes, at the end of a run, the multipart uploads that crashes have left open. */
final class OrphanedUploads {

    private OrphanedUploads() {}

    /** Gives a sentence about those that could not be removed; empty when none is left. */
    static String remove(RunFolder run) throws IOException, InterruptedException {
        JobSpec job = run.id().job();
        UploadJournal journal = new UploadJournal(run.folder().uploads());
        if (journal.isEmpty()) {
            return "";
        }
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        try (ObjectStore destination = StoreFactory.openStore(job.destination())) {
            ListRetry retry = ListRetry.of(job, new Random(), timer);
            return sentence(new UploadSweep(journal, destination, retry).run());
        } catch (InvalidConfigException e) {
            return "Unfinished uploads may stay at "
                    + job.destination().url()
                    + ": "
                    + e.getMessage();
        } finally {
            timer.shutdownNow();
        }
    }

    private static String sentence(Swept swept) {
        return swept.left() == 0
                ? ""
                : swept.left()
                        + " unfinished uploads of this job may stay at the destination until its"
                        + " next run: "
                        + swept.problem();
    }
}
