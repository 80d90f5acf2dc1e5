package io.ossimport.wire.store;

import static io.ossimport.wire.store.FuzzTarget.must;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.ossimport.core.store.Key;
import io.ossimport.wire.WireReply;
import io.ossimport.wire.xml.BadXmlException;
import io.ossimport.wire.xml.SmallXml;
import io.ossimport.wire.xml.XmlElement;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/**
 * Small documents, compared with what the Java platform's parser makes of them if it takes them,
 * and all that is read from them: errors, and the answers about multipart uploads. What may differ
 * is as for {@link PageCheck}.
 */
final class DocumentCheck {

    private DocumentCheck() {}

    static void check(byte[] document) {
        XmlElement root = null;
        try {
            root = SmallXml.parse(document);
        } catch (BadXmlException e) {
            checkMessage(e);
        }
        Element expected = WellFormed.parse(document);
        String text = new String(document, ISO_8859_1);
        if (expected != null && !text.contains("\r")) {
            boolean mustBeRefused =
                    !WellFormed.isUtf8(expected)
                            || WellFormed.depth(expected) > SmallXml.MAX_DEPTH
                            || isMixed(expected);
            boolean mayBeRefused = text.contains("<![CDATA[") || text.contains("&#");
            must(root == null || !mustBeRefused, "taken though it must be refused");
            must(root != null || mustBeRefused || mayBeRefused, "a good document is refused");
            if (root != null) {
                checkSame(root, expected);
            }
        }
        checkAnswers(document);
        checkError(document);
    }

    /** A message ends up in lists and on terminals, and may quote what a stranger has sent. */
    static void checkMessage(BadXmlException refused) {
        String message = String.valueOf(refused.getMessage());
        must(message.length() <= 200, "a message of " + message.length() + " characters");
        must(message.chars().noneMatch(Character::isISOControl), "a message with controls");
    }

    private static void checkSame(XmlElement read, Element expected) {
        must(read.name().equals(WellFormed.name(expected)), "another name: " + read.name());
        List<Element> children = WellFormed.children(expected);
        must(read.children().size() == children.size(), "another number of children");
        for (int i = 0; i < children.size(); i++) {
            checkSame(read.children().get(i), children.get(i));
        }
        String text = WellFormed.text(expected);
        must(
                children.isEmpty() ? read.text().equals(text) : text.isBlank(),
                "'" + read.text() + "' should be '" + text + "'");
    }

    /** Whether there is an element that holds elements and text. */
    private static boolean isMixed(Element element) {
        List<Element> children = WellFormed.children(element);
        return (!children.isEmpty() && !WellFormed.text(element).isBlank())
                || children.stream().anyMatch(DocumentCheck::isMixed);
    }

    private static void checkAnswers(byte[] document) {
        String id = orNull(() -> MultipartXml.uploadId(document));
        must(id == null || !id.isBlank(), "an upload without an id");
        XmlElement completed = orNull(() -> MultipartXml.completed(document));
        must(completed == null || !completed.text("ETag").isBlank(), "completed without an ETag");
        Boolean error = orNull(() -> MultipartXml.isError(document));
        must(completed == null || Boolean.FALSE.equals(error), "both completed and an error");
        List<String> ids =
                orNull(
                        () ->
                                MultipartXml.uploadIds(
                                        document, Key.of("a b"), Long.MIN_VALUE, Long.MAX_VALUE));
        must(
                ids == null || ids.stream().noneMatch(String::isBlank),
                "a listed upload without an id");
        orNull(() -> MultipartXml.hasParts(document));
    }

    private static void checkError(byte[] document) {
        WireReply reply = new WireReply(400, new DefaultHttpHeaders(), document);
        VendorError error = VendorError.read(reply, document, "x-request-id");
        for (String said : List.of(error.code(), error.message(), error.requestId())) {
            must(said.length() <= 301, "an error of " + said.length() + " characters");
            must(said.chars().noneMatch(Character::isISOControl), "an error with controls");
        }
    }

    /** Something that is read from a document. */
    private interface Reading<T> {
        T get() throws BadXmlException;
    }

    private static <T> @Nullable T orNull(Reading<T> reading) {
        try {
            return reading.get();
        } catch (BadXmlException e) {
            checkMessage(e);
            return null;
        }
    }
}
