package io.ossimport.transfer.input;

import io.ossimport.core.job.InputList;
import io.ossimport.core.store.Key;
import io.ossimport.transfer.report.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Rows of OssImport's HTTP list: one column has the first part of a URL, another the rest, which is
 * the key. Of the rest, what stands behind a question mark is part of the URL alone, since it can
 * hold a signature. Nothing is decoded.
 */
final class HttpColumns implements RowForm {

    private final int prefix;
    private final int path;

    HttpColumns(InputList list) {
        this.prefix = list.prefixColumn() - 1;
        this.path = list.pathColumn() - 1;
    }

    /**
     * What a row says.
     *
     * @param url not to be shown
     */
    record Target(Key key, String url) {

        /** Tells it from other URLs. */
        long digest() {
            byte[] sha = Sha256.create().digest(url.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(sha).getLong();
        }
    }

    @Override
    public ListRow row(Rows.Row row) throws BadRowException {
        Target target = target(row.cells());
        return new ListRow(
                target.key(),
                null,
                new ListRow.UrlPlace(row.line(), row.offset(), target.digest()));
    }

    Target target(List<String> cells) throws BadRowException {
        int last = Math.max(prefix, path);
        if (cells.size() <= last) {
            throw new BadRowException(
                    "has " + cells.size() + " columns, and column " + (last + 1) + " is needed");
        }
        String first = cells.get(prefix);
        String rest = cells.get(path);
        String url = first + rest;
        check(url);
        Key key = Key.of(rest.substring(0, end(rest, first.contains("?"))));
        if (key.isEmpty()) {
            throw new BadRowException("has no key: column " + (path + 1) + " is but a query");
        }
        if (key.length() > RowCodec.MOST_KEY_BYTES) {
            throw new BadRowException("has a key of " + key.length() + " bytes");
        }
        return new Target(key, url);
    }

    private static int end(String rest, boolean isInQuery) {
        int end = rest.indexOf('?') < 0 ? rest.length() : rest.indexOf('?');
        int next = isInQuery ? rest.indexOf('&') : -1;
        return next < 0 ? end : Math.min(end, next);
    }

    private static void check(String url) throws BadRowException {
        String lower = url.toLowerCase(Locale.ROOT);
        if (!lower.startsWith("http://") && !lower.startsWith("https://")) {
            throw new BadRowException("has a URL that does not begin with http:// or https://");
        }
        String behind = url.substring(url.indexOf("://") + 3);
        if (behind.split("[/?]", 2)[0].contains("@")) {
            throw new BadRowException("has a user's name in its URL, which is not sent");
        }
        if (url.contains("#")) {
            throw new BadRowException("has a # in its URL; as a part of a name it is %23");
        }
    }
}
