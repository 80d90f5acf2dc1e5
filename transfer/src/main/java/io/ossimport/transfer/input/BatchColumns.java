package io.ossimport.transfer.input;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.job.StoreSpec;
import java.util.List;

/**
 * Rows of a manifest of S3 Batch Operations: {@code bucket,key} or {@code bucket,key,version}, keys
 * URL-encoded, no header.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/userguide/batch-ops-create-job.html">Amazon
 *     S3</a>
 */
final class BatchColumns implements RowForm {

    private final String bucket;
    private final RowMaker maker;

    BatchColumns(StoreSpec source) {
        this.bucket = source.bucket();
        this.maker = new RowMaker(source);
    }

    /** Whether these cells can be the first row of such a manifest. */
    static boolean isLike(List<String> cells, StoreSpec source) {
        return (cells.size() == 2 || cells.size() == 3)
                && !source.bucket().isEmpty()
                && cells.get(0).equals(source.bucket());
    }

    @Override
    public ListRow row(Rows.Row row) throws BadRowException {
        List<String> cells = row.cells();
        if (cells.size() != 2 && cells.size() != 3) {
            throw new BadRowException("has " + cells.size() + " cells instead of 2 or 3");
        }
        if (!cells.get(0).equals(bucket)) {
            throw new BadRowException(
                    "is of bucket " + cells.get(0) + "; the job's source is " + bucket);
        }
        String version = cells.size() == 3 ? cells.get(2) : "";
        if (!version.isEmpty() && !version.equals("null")) {
            throw new BadRowException(
                    "names version " + version + "; only current versions can be copied");
        }
        return maker.row(RowMaker.decoded(cells.get(1)), "", "", "", "", Checksum.NONE);
    }
}
