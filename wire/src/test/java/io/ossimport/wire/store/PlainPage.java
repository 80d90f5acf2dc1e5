package io.ossimport.wire.store;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListedObject;
import io.ossimport.wire.xml.SmallXml;
import java.net.URLDecoder;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** What {@link ListPageReader} should make of a page, by other means and without haste. */
final class PlainPage {

    /** The page is refused. Without a stack trace, since most are. */
    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1;

        Refused() {
            super("refused", null, false, false);
        }
    }

    private final ListPageReader.EtagRule etags;
    private final boolean urlEncoded;

    private PlainPage(ListPageReader.EtagRule etags, boolean urlEncoded) {
        this.etags = etags;
        this.urlEncoded = urlEncoded;
    }

    /** The page, or null where it must be refused. */
    static @Nullable ListPage read(
            Element root, ListPageReader.EtagRule etags, boolean tokenIsEncoded) {
        try {
            require(WellFormed.depth(root) <= SmallXml.MAX_DEPTH);
            require(WellFormed.name(root).equals("ListBucketResult"));
            require(WellFormed.children(root, "CommonPrefixes").isEmpty());
            String encoding = text(root, "EncodingType");
            require(encoding == null || encoding.equals("url"));
            return new PlainPage(etags, encoding != null).page(root, tokenIsEncoded);
        } catch (Refused e) {
            return null;
        }
    }

    private ListPage page(Element root, boolean tokenIsEncoded) {
        require(isBlank(root));
        List<ListedObject> objects = new ArrayList<>();
        for (Element entry : WellFormed.children(root, "Contents")) {
            objects.add(object(entry));
        }
        String count = text(root, "KeyCount");
        require(count == null || number(count) == objects.size());
        String truncated = needed(root, "IsTruncated").strip();
        require(truncated.equals("true") || truncated.equals("false"));
        String token = text(root, "NextContinuationToken");
        if (token != null && tokenIsEncoded && urlEncoded) {
            token = new String(decoded(token), UTF_8);
        }
        return new ListPage(
                objects, truncated.equals("true"), token == null || token.isEmpty() ? null : token);
    }

    private ListedObject object(Element entry) {
        require(isBlank(entry));
        String key = needed(entry, "Key");
        require(!key.isEmpty() && (urlEncoded || !key.contains("\r")));
        String etag = unquoted(optional(entry, "ETag"));
        String type = optional(entry, "Type");
        return new ListedObject(
                Key.ofBytes(urlEncoded ? decoded(key) : key.getBytes(UTF_8)),
                number(needed(entry, "Size")),
                millis(needed(entry, "LastModified")),
                etag,
                etags.isMd5(type) ? Etags.md5(etag) : Checksum.NONE,
                optional(entry, "StorageClass"),
                type.equals("Symlink") ? ListedObject.Kind.SYMLINK : ListedObject.Kind.OBJECT);
    }

    private static byte[] decoded(String text) {
        String bytes = new String(text.getBytes(UTF_8), ISO_8859_1);
        require(!bytes.replaceAll("%[0-9A-Fa-f]{2}", "").contains("%"));
        return URLDecoder.decode(bytes, ISO_8859_1).getBytes(ISO_8859_1);
    }

    private static String unquoted(String etag) {
        String bytes = new String(etag.getBytes(UTF_8), ISO_8859_1);
        return bytes.matches("(?s)\".*\"") ? bytes.substring(1, bytes.length() - 1) : bytes;
    }

    private static long millis(String text) {
        Long millis = TextCheck.plainMillis(text);
        if (millis == null) {
            throw new Refused();
        }
        return millis;
    }

    private static long number(String text) {
        require(text.matches("[0-9]{1,18}"));
        return Long.parseLong(text);
    }

    private static @Nullable String text(Element parent, String name) {
        List<Element> found = WellFormed.children(parent, name);
        require(found.size() <= 1);
        require(found.stream().allMatch(element -> WellFormed.children(element).isEmpty()));
        return found.isEmpty() ? null : WellFormed.text(found.get(0));
    }

    private static String optional(Element parent, String name) {
        String text = text(parent, name);
        return text == null ? "" : text;
    }

    private static String needed(Element parent, String name) {
        String text = text(parent, name);
        if (text == null) {
            throw new Refused();
        }
        return text;
    }

    private static boolean isBlank(Element element) {
        return WellFormed.text(element).matches("[ \n\t]*");
    }

    private static void require(boolean held) {
        if (!held) {
            throw new Refused();
        }
    }
}
