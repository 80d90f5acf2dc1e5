package io.ossimport.transfer.input;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.store.Key;
import io.ossimport.transfer.report.KeyText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows whose columns the first line of the list names, as the lists of our runs do: {@code key}, or
 * {@code url} as {@code s3://bucket/key}, both percent-encoded, and besides it what is known of
 * {@code size}, {@code source_modified}, {@code source_etag}, {@code source_checksum} and {@code
 * storage_class}. Further columns do not matter.
 */
final class NamedColumns implements RowForm {

    private final StoreSpec source;
    private final RowMaker maker;
    private final int columns;
    private final int key;
    private final int url;
    private final int size;
    private final int modified;
    private final int etag;
    private final int checksum;
    private final int storageClass;

    private NamedColumns(List<String> header, StoreSpec source) {
        this.source = source;
        this.maker = new RowMaker(source);
        this.columns = header.size();
        this.key = header.indexOf("key");
        this.url = header.indexOf("url");
        this.size = header.indexOf("size");
        this.modified = header.indexOf("source_modified");
        this.etag = header.indexOf("source_etag");
        this.checksum = header.indexOf("source_checksum");
        this.storageClass = header.indexOf("storage_class");
    }

    /** The form that this line names, or null when it names neither keys nor URLs. */
    static @Nullable NamedColumns of(List<String> header, StoreSpec source) {
        return header.contains("key") || header.contains("url")
                ? new NamedColumns(header, source)
                : null;
    }

    @Override
    public ListRow row(Rows.Row row) throws BadRowException {
        List<String> cells = row.cells();
        if (cells.size() != columns) {
            throw new BadRowException("has " + cells.size() + " cells instead of " + columns);
        }
        Key named = key >= 0 ? decoded(cells.get(key)) : behind(cells.get(url));
        return maker.row(
                named,
                cell(cells, size),
                cell(cells, modified),
                safe(cell(cells, etag)),
                cell(cells, storageClass),
                md5(cell(cells, checksum)));
    }

    private Key behind(String text) throws BadRowException {
        String place = source.type() + "://" + source.bucket() + "/";
        if (source.bucket().isEmpty() || !text.startsWith(place)) {
            throw new BadRowException("has a URL that does not begin with " + place);
        }
        return decoded(text.substring(place.length()));
    }

    private static Key decoded(String text) throws BadRowException {
        try {
            return KeyText.decode(text);
        } catch (IllegalArgumentException e) {
            throw new BadRowException("has a % that begins no %XX");
        }
    }

    private static String cell(List<String> cells, int column) {
        return column < 0 ? "" : cells.get(column);
    }

    // Texts in our lists are made safe for spreadsheets, which cannot be undone for certain.
    private static String safe(String text) {
        return text.startsWith("'") || text.contains("\\u") ? "" : text;
    }

    private static Checksum md5(String text) throws BadRowException {
        String name = ChecksumAlgorithm.MD5.name() + ":";
        if (!text.startsWith(name)) {
            return Checksum.NONE;
        }
        try {
            return new Checksum(ChecksumAlgorithm.MD5, text.substring(name.length()));
        } catch (IllegalArgumentException e) {
            throw new BadRowException("has a checksum that is no MD5: " + text);
        }
    }
}
