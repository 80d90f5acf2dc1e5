package io.ossimport.transfer.input;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.store.Key;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rows of an inventory of S3 or OSS. Older versions and marks of deletions name no object that
 * could be copied.
 */
final class InventoryColumns implements RowForm {

    private static final Set<String> READ =
            Set.of(
                    "bucket",
                    "key",
                    "islatest",
                    "isdeletemarker",
                    "size",
                    "lastmodifieddate",
                    "etag",
                    "storageclass",
                    "objecttype");

    private final String source;
    private final RowMaker maker;
    private final List<String> columns;
    private final boolean isEncoded;

    /**
     * @param columns as {@link InventoryManifest#columnName} has them
     * @param isEncoded whether keys are URL-encoded, which is so in CSV only
     */
    InventoryColumns(List<String> columns, StoreSpec source, boolean isEncoded) {
        this.source = source.bucket();
        this.maker = new RowMaker(source);
        this.columns = columns;
        this.isEncoded = isEncoded;
    }

    /** Whether a column matters, by its {@link InventoryManifest#columnName}. */
    static boolean isRead(String column) {
        return READ.contains(column);
    }

    @Override
    public @Nullable ListRow row(Rows.Row row) throws BadRowException {
        List<String> cells = row.cells();
        if (cells.size() != columns.size()) {
            throw new BadRowException(
                    "has " + cells.size() + " cells instead of " + columns.size());
        }
        String bucket = cell(cells, "bucket");
        if (!bucket.equals(source)) {
            throw new BadRowException("is of bucket " + bucket + "; the job's source is " + source);
        }
        boolean isOlder = cell(cells, "islatest").equalsIgnoreCase("false");
        if (isOlder || cell(cells, "isdeletemarker").equalsIgnoreCase("true")) {
            return null;
        }
        String text = cell(cells, "key");
        String etag = cell(cells, "etag");
        String type = cell(cells, "objecttype");
        return maker.row(
                isEncoded ? RowMaker.decoded(text) : Key.of(text),
                type.equals("Symlink") ? "" : cell(cells, "size"), // which is the link's own
                cell(cells, "lastmodifieddate"),
                etag,
                cell(cells, "storageclass"),
                type.equals("Normal") ? Etag.md5(Etag.unquoted(etag)) : Checksum.NONE);
    }

    private String cell(List<String> cells, String column) {
        int index = columns.indexOf(column);
        return index < 0 ? "" : cells.get(index);
    }
}
