package io.ossimport.transfer.input;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Pattern;

/** Makes rows of what lists say of objects, as a listing of the same source would have them. */
final class RowMaker {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    private final boolean etagIsMd5;

    RowMaker(StoreSpec source) {
        this.etagIsMd5 =
                source.type().equals("s3") && source.option("etagIsMd5", "true").equals("true");
    }

    /**
     * A row.
     *
     * @param size in bytes; empty where the list does not say it, as the others
     * @param modified ISO 8601
     * @param etag with or without quotes
     * @param md5 of the content, where the list knows it by something else than the ETag
     */
    ListRow row(
            Key key, String size, String modified, String etag, String storageClass, Checksum md5)
            throws BadRowException {
        if (key.isEmpty()) {
            throw new BadRowException("has no key");
        }
        if (key.length() > RowCodec.MOST_KEY_BYTES) {
            throw new BadRowException("has a key of " + key.length() + " bytes");
        }
        if (size.isEmpty() || modified.isEmpty() || etag.isEmpty()) {
            return ListRow.named(key);
        }
        String plain = Etag.unquoted(etag);
        return ListRow.of(
                new ListedObject(
                        key,
                        bytes(size),
                        millis(modified),
                        plain,
                        etagIsMd5 ? Etag.md5(plain) : md5,
                        storageClass,
                        ListedObject.Kind.OBJECT));
    }

    private static long bytes(String size) throws BadRowException {
        if (!NUMBER.matcher(size).matches()) {
            throw new BadRowException("has a size that is no number: " + size);
        }
        return Long.parseLong(size);
    }

    private static long millis(String modified) throws BadRowException {
        try {
            return Instant.parse(modified).toEpochMilli();
        } catch (DateTimeException e) {
            throw new BadRowException("has a time that is not of ISO 8601: " + modified);
        }
    }

    /**
     * The key that a list writes URL-encoded: {@code %XX} is a byte and {@code +} a blank, as S3
     * and OSS have it in inventories and manifests.
     */
    static Key decoded(String text) throws BadRowException {
        byte[] encoded = text.replace('+', ' ').getBytes(StandardCharsets.UTF_8);
        return percentDecoded(encoded);
    }

    /** The key whose bytes are written as {@code %XX} where they are not plain. */
    static Key percentDecoded(byte[] encoded) throws BadRowException {
        byte[] bytes = new byte[encoded.length];
        int length = 0;
        for (int i = 0; i < encoded.length; i++) {
            if (encoded[i] != '%') {
                bytes[length++] = encoded[i];
                continue;
            }
            int high = i + 2 < encoded.length ? Character.digit(encoded[i + 1], 16) : -1;
            int low = i + 2 < encoded.length ? Character.digit(encoded[i + 2], 16) : -1;
            if (high < 0 || low < 0) {
                throw new BadRowException("has a % that begins no %XX");
            }
            bytes[length++] = (byte) (high << 4 | low);
            i += 2;
        }
        return Key.ofBytes(bytes, 0, length);
    }
}
