package io.ossimport.wire.store;

import static io.ossimport.wire.store.FuzzTarget.must;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListedObject;
import io.ossimport.wire.xml.BadXmlException;
import io.ossimport.wire.xml.SmallXml;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Reads a page with {@link ListPageReader} and, where the Java platform's parser takes it for
 * well-formed, by {@link PlainPage} from what that one made of it. Both must give the same page or
 * both must refuse it. What is not well-formed to the platform may be taken: characters that XML
 * does not have and keys that are not UTF-8 are what some servers send. The other way round:
 *
 * <ul>
 *   <li>XML turns carriage returns into line feeds, so a document with one is not compared;
 *   <li>of CDATA and of characters by number the platform does not tell where they stood, and only
 *       our reader knows to refuse them between elements, so it may refuse a document with one.
 * </ul>
 */
final class PageCheck {

    private static final long YEAR_0 = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
    private static final long YEAR_10000 = Instant.parse("+10000-01-01T00:00:00Z").toEpochMilli();

    private PageCheck() {}

    static void check(byte[] document, ListPageReader.EtagRule etags, boolean tokenIsEncoded) {
        ListPage page = read(document, etags, tokenIsEncoded);
        if (page != null) {
            checkBounds(page);
        }
        Element root = WellFormed.parse(document);
        if (root == null) {
            return;
        }
        String text = new String(document, ISO_8859_1);
        if (text.contains("\r")) {
            return;
        }
        if (page == null && (text.contains("<![CDATA[") || text.contains("&#"))) {
            return;
        }
        ListPage expected =
                WellFormed.isUtf8(root) ? PlainPage.read(root, etags, tokenIsEncoded) : null;
        must(
                expected == null ? page == null : expected.equals(page),
                "read as " + page + " and should be " + expected);
    }

    private static @Nullable ListPage read(
            byte[] document, ListPageReader.EtagRule etags, boolean tokenIsEncoded) {
        try {
            return ListPageReader.read(document, etags, tokenIsEncoded);
        } catch (BadXmlException e) {
            DocumentCheck.checkMessage(e);
            return null;
        }
    }

    private static void checkBounds(ListPage page) {
        String token = page.nextToken();
        must(token == null || !token.isEmpty(), "an empty token");
        for (ListedObject object : page.objects()) {
            must(!object.key().isEmpty(), "an empty key");
            must(object.key().length() <= SmallXml.MAX_TEXT_BYTES, "a key too long");
            must(object.size() >= 0, "a negative size");
            must(
                    object.lastModifiedMillis() >= YEAR_0
                            && object.lastModifiedMillis() <= YEAR_10000,
                    "a time out of bounds");
        }
    }
}
