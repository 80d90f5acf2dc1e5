package io.ossimport.transfer.verify;

import io.ossimport.core.job.JobSpec;
import io.ossimport.core.store.ObjectStore;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** Compares both ends by their listings in lock step. Reads no bytes of objects. */
public final class Verifier {

    /**
     * @param headForChecksums whether objects whose listings have no comparable checksum are asked
     *     for one, with a request to each end
     */
    public Verifier(
            ObjectStore source, ObjectStore destination, JobSpec job, boolean headForChecksums) {
        notYet();
    }

    /**
     * Gives a row for each key on either side, in the order of keys, one at a time, on any thread.
     */
    public CompletionStage<VerifySummary> run(Consumer<VerifyRow> rows) {
        return notYet();
    }

    @SuppressWarnings("TypeParameterUnusedInFormals") // a placeholder for any result
    private static <T> T notYet() {
        throw new UnsupportedOperationException("not yet");
    }
}
