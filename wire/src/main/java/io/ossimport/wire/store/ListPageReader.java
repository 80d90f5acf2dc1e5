package io.ossimport.wire.store;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListedObject;
import io.ossimport.wire.xml.BadXmlException;
import io.ossimport.wire.xml.Iso8601;
import io.ossimport.wire.xml.XmlScanner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads a page of {@code ListObjectsV2} as S3 and OSS write it. Strict: every entry needs its key,
 * size and time, the page must say whether there is more, a count that it gives must be right, and
 * nothing that is read may be said twice.
 */
public final class ListPageReader {

    /** What else is known of an entry's ETag. */
    public interface EtagRule {
        /** Whether the ETag of an entry of this {@code Type} (empty in S3) is the content's MD5. */
        boolean isMd5(String type);
    }

    private final XmlScanner xml;
    private final EtagRule etags;
    private final boolean tokenIsEncoded;

    private final List<Entry> entries = new ArrayList<>(1000);
    private boolean urlEncoded;
    private @Nullable Boolean truncated;
    private byte @Nullable [] token;
    private long count = -1;

    private String lastClass = "";
    private byte[] lastClassBytes = {};

    private ListPageReader(byte[] document, EtagRule etags, boolean tokenIsEncoded)
            throws BadXmlException {
        this.xml = new XmlScanner(document);
        this.etags = etags;
        this.tokenIsEncoded = tokenIsEncoded;
    }

    /**
     * Reads a page.
     *
     * @param tokenIsEncoded whether {@code encoding-type=url} covers the continuation token (OSS)
     */
    public static ListPage read(byte[] document, EtagRule etags, boolean tokenIsEncoded)
            throws BadXmlException {
        try {
            return new ListPageReader(document, etags, tokenIsEncoded).page();
        } catch (IllegalArgumentException e) {
            throw new BadXmlException("a value that cannot be: " + e.getMessage(), e);
        }
    }

    /** An entry whose key is decoded once the page has said how it is encoded. */
    private static final class Entry {
        byte @Nullable [] key;
        long size = -1;
        long millis = Long.MIN_VALUE;
        @Nullable String etag;
        @Nullable String storageClass;
        @Nullable String type;
    }

    private ListPage page() throws BadXmlException {
        if (!xml.open() || !xml.named("ListBucketResult")) {
            throw BadXmlException.quoting("not a ListBucketResult but", xml.name());
        }
        while (xml.open()) {
            field();
        }
        xml.end();
        if (truncated == null) {
            throw new BadXmlException("does not say whether there is more");
        }
        if (count >= 0 && count != entries.size()) {
            throw new BadXmlException("promises " + count + " keys and has " + entries.size());
        }
        List<ListedObject> objects = new ArrayList<>(entries.size());
        for (Entry entry : entries) {
            objects.add(object(entry));
        }
        return new ListPage(objects, truncated, nextToken());
    }

    private void field() throws BadXmlException {
        if (xml.named("Contents")) {
            entries.add(entry());
        } else if (xml.named("IsTruncated")) {
            once(truncated == null);
            truncated = truth();
        } else if (xml.named("NextContinuationToken")) {
            once(token == null);
            xml.readText();
            token = xml.textBytes();
        } else if (xml.named("EncodingType")) {
            once(!urlEncoded);
            xml.readText();
            if (!xml.textString().equals("url")) {
                throw BadXmlException.quoting("unknown encoding type", xml.textString());
            }
            urlEncoded = true;
        } else if (xml.named("KeyCount")) {
            once(count < 0);
            count = number();
        } else if (xml.named("CommonPrefixes")) {
            throw new BadXmlException("has common prefixes though no delimiter was asked for");
        } else {
            xml.skip();
        }
    }

    private Entry entry() throws BadXmlException {
        Entry entry = new Entry();
        while (xml.open()) {
            if (xml.named("Key")) {
                once(entry.key == null);
                xml.readText();
                entry.key = xml.textBytes();
            } else if (xml.named("Size")) {
                once(entry.size < 0);
                entry.size = number();
            } else if (xml.named("LastModified")) {
                once(entry.millis == Long.MIN_VALUE);
                xml.readText();
                entry.millis = Iso8601.millis(xml.textBuffer(), xml.textLength());
            } else if (xml.named("ETag")) {
                once(entry.etag == null);
                xml.readText();
                entry.etag = unquoted();
            } else if (xml.named("StorageClass")) {
                once(entry.storageClass == null);
                xml.readText();
                entry.storageClass = storageClass();
            } else if (xml.named("Type")) {
                once(entry.type == null);
                xml.readText();
                entry.type = xml.textString();
            } else {
                xml.skip();
            }
        }
        if (entry.size < 0 || entry.millis == Long.MIN_VALUE) {
            throw new BadXmlException("an entry without size or time");
        }
        return entry;
    }

    private void once(boolean first) throws BadXmlException {
        if (!first) {
            throw new BadXmlException("says twice: " + xml.name());
        }
    }

    private ListedObject object(Entry entry) throws BadXmlException {
        byte[] key = entry.key;
        if (key == null || key.length == 0) {
            throw new BadXmlException("an entry without key");
        }
        String etag = Objects.requireNonNullElse(entry.etag, "");
        String type = Objects.requireNonNullElse(entry.type, "");
        return new ListedObject(
                key(key),
                entry.size,
                entry.millis,
                etag,
                etags.isMd5(type) ? Etags.md5(etag) : Checksum.NONE,
                Objects.requireNonNullElse(entry.storageClass, ""),
                type.equals("Symlink") ? ListedObject.Kind.SYMLINK : ListedObject.Kind.OBJECT);
    }

    private Key key(byte[] text) throws BadXmlException {
        if (urlEncoded) {
            return Key.ofBytes(UriCodec.decode(text));
        }
        for (byte b : text) {
            // An XML parser on the way may have changed it, CR to LF for instance.
            if (b == '\r') {
                throw new BadXmlException("a raw control character in a key");
            }
        }
        return Key.ofBytes(text);
    }

    private @Nullable String nextToken() {
        byte[] given = token;
        if (given == null || given.length == 0) {
            return null;
        }
        byte[] plain = tokenIsEncoded && urlEncoded ? UriCodec.decode(given) : given;
        return new String(plain, StandardCharsets.UTF_8);
    }

    private String unquoted() {
        byte[] text = xml.textBuffer();
        int to = xml.textLength();
        int from = 0;
        if (to >= 2 && text[0] == '"' && text[to - 1] == '"') {
            from++;
            to--;
        }
        return new String(text, from, to - from, StandardCharsets.ISO_8859_1);
    }

    // Nearly always the same as before.
    private String storageClass() throws BadXmlException {
        if (!Arrays.equals(
                lastClassBytes, 0, lastClassBytes.length, xml.textBuffer(), 0, xml.textLength())) {
            lastClassBytes = xml.textBytes();
            lastClass = xml.textString();
        }
        return lastClass;
    }

    private boolean truth() throws BadXmlException {
        xml.readText();
        return switch (xml.textString().strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw BadXmlException.quoting("neither true nor false", xml.textString());
        };
    }

    private long number() throws BadXmlException {
        xml.readText();
        byte[] text = xml.textBuffer();
        int length = xml.textLength();
        if (length == 0 || length > 18) {
            throw BadXmlException.quoting("not a number", xml.textString());
        }
        long value = 0;
        for (int i = 0; i < length; i++) {
            int digit = text[i] - '0';
            if (digit < 0 || digit > 9) {
                throw BadXmlException.quoting("not a number", xml.textString());
            }
            value = value * 10 + digit;
        }
        return value;
    }
}
