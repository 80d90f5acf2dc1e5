package io.ossimport.transfer.report;

/**
 * What a source said when a run began, before anything was listed: from when on a later run must
 * take objects so that nothing is left out between the two.
 *
 * <p>S3 dates an object that was uploaded in parts by the beginning of its upload. One that was
 * open when the run began can be completed after the run has listed its key, and is then older than
 * the run.
 *
 * @param millis the time by the source's own clock, since 1970
 * @param oldestUploadMillis when the oldest multipart upload was begun that was open then, below
 *     the job's prefix and by the source's clock; 0 when there was none, or it is not known
 * @param problem why it is not known which uploads were open, a phrase; empty when it is
 */
public record SourceMark(long millis, long oldestUploadMillis, String problem) {

    private static final long SECOND = 1000;

    /** Whether it is known which uploads were open. */
    public boolean knowsUploads() {
        return problem.isEmpty();
    }

    /** Whether an upload was open that had been begun before this time. */
    public boolean sawUploadBefore(long beforeMillis) {
        return oldestUploadMillis > 0 && oldestUploadMillis < beforeMillis;
    }

    /**
     * The time from which on a later run leaves nothing out: the mark's or, where that is earlier,
     * that of the oldest upload, in whole seconds, since listings cut off the rest.
     *
     * @param slackMillis how much earlier it is when the uploads are not known
     */
    public long sinceMillis(long slackMillis) {
        long since = knowsUploads() ? millis : Math.max(0, millis - slackMillis);
        if (sawUploadBefore(since)) {
            since = oldestUploadMillis;
        }
        return since / SECOND * SECOND;
    }
}
