package io.ossimport.wire.xml;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Walks through a document of elements and text, byte by byte and without garbage for what nobody
 * asks for. Stricter than XML: UTF-8 only, no document type, no entities but the five of XML and
 * character references, and limits on size, depth and text, which {@link SmallXml} names.
 * Attributes are passed over. For one thread.
 */
public final class XmlScanner {

    private static final Pattern ENCODING = Pattern.compile("encoding\\s*=\\s*[\"']([^\"']*)");
    private static final Pattern REFERENCE = Pattern.compile("#(?:x([0-9A-Fa-f]+)|([0-9]+))");
    private static final int MAX_ENTITY = 10;

    private final byte[] in;
    private int at;
    // Where the name of each open element begins and ends, outermost first.
    private final int[] opened = new int[2 * SmallXml.MAX_DEPTH];
    private int depth;
    private boolean closePending; // the element just opened ends with its own tag: <a/>
    private int nameFrom;
    private int nameTo;
    private byte[] text = new byte[1024];
    private int textLength;
    private final CharsetDecoder strictly = StandardCharsets.UTF_8.newDecoder();

    public XmlScanner(byte[] document) throws BadXmlException {
        if (document.length > SmallXml.MAX_BYTES) {
            throw new BadXmlException("larger than " + SmallXml.MAX_BYTES + " bytes");
        }
        this.in = document;
        if (in.length >= 3 && (in[0] & 0xFF) == 0xEF && (in[1] & 0xFF) == 0xBB) {
            at = (in[2] & 0xFF) == 0xBF ? 3 : 0;
        }
        skipBlanks();
        if (lookingAt("<?xml") && isBlankAt(at + 5)) { // not <?xml-stylesheet ...
            declaration();
        }
    }

    private void declaration() throws BadXmlException {
        int from = at;
        skipTo("?>");
        String text = new String(in, from, at - from, StandardCharsets.ISO_8859_1);
        Matcher encoding = ENCODING.matcher(text);
        if (encoding.find()
                && !encoding.group(1).equalsIgnoreCase("UTF-8")
                && !encoding.group(1).equalsIgnoreCase("US-ASCII")) {
            throw BadXmlException.quoting("another encoding than UTF-8", encoding.group(1));
        }
    }

    /** Opens the next child of the current element, or closes the element and says false. */
    public boolean open() throws BadXmlException {
        if (closePending) {
            closePending = false;
            depth--;
            return false;
        }
        while (true) {
            skipBlanks();
            if (at >= in.length) {
                throw new BadXmlException("ends within an element");
            }
            if (in[at] != '<') {
                throw new BadXmlException("text between elements at byte " + at);
            }
            if (lookingAt("</")) {
                close();
                return false;
            }
            if (!passComment()) {
                openTag();
                return true;
            }
        }
    }

    /** Whether the element opened last holds an element, and no text before it. */
    public boolean holdsElements() throws BadXmlException {
        if (closePending) {
            return false;
        }
        int from = at;
        do {
            skipBlanks();
        } while (passComment());
        boolean element = lookingAt("<") && !lookingAt("</") && !lookingAt("<![CDATA[");
        at = from;
        return element;
    }

    /** Whether the element opened last has this local name. */
    public boolean named(String name) {
        int length = name.length();
        if (nameTo - nameFrom != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (in[nameFrom + i] != name.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /** The local name of the element opened last. */
    public String name() {
        return new String(in, nameFrom, nameTo - nameFrom, StandardCharsets.UTF_8);
    }

    /** Reads the text of the element opened last, which may hold no elements, and closes it. */
    public void readText() throws BadXmlException {
        textLength = 0;
        if (closePending) {
            closePending = false;
            depth--;
            return;
        }
        while (true) {
            int from = at;
            while (at < in.length && in[at] != '<' && in[at] != '&') {
                at++;
            }
            append(from, at);
            if (at >= in.length) {
                throw new BadXmlException("ends within text");
            }
            if (in[at] == '&') {
                entity();
            } else if (lookingAt("</")) {
                close();
                return;
            } else if (lookingAt("<![CDATA[")) {
                int start = at + 9;
                skipTo("]]>");
                append(start, at - 3);
            } else if (!passComment()) {
                throw new BadXmlException("an element within text at byte " + at);
            }
        }
    }

    /** A copy of the bytes that {@link #readText} read, entities resolved. */
    public byte[] textBytes() {
        return Arrays.copyOf(text, textLength);
    }

    /** What {@link #readText} read, valid until the next call. */
    public byte[] textBuffer() {
        return text;
    }

    /** How many bytes {@link #readText} read. */
    public int textLength() {
        return textLength;
    }

    /** What {@link #readText} read, as characters. */
    public String textString() throws BadXmlException {
        try {
            return strictly.decode(ByteBuffer.wrap(text, 0, textLength)).toString();
        } catch (CharacterCodingException e) {
            throw new BadXmlException("text that is not UTF-8 before byte " + at, e);
        }
    }

    /** Passes over the rest of the element opened last, whatever is inside. */
    public void skip() throws BadXmlException {
        int outside = depth - 1;
        while (depth > outside) {
            if (closePending) {
                closePending = false;
                depth--;
                continue;
            }
            while (at < in.length && in[at] != '<') {
                at++;
            }
            if (lookingAt("<![CDATA[")) {
                skipTo("]]>");
            } else if (lookingAt("</")) {
                close();
            } else if (!passComment()) {
                openTag();
            }
        }
    }

    /** Checks that nothing but blanks and comments is left. */
    public void end() throws BadXmlException {
        while (true) {
            skipBlanks();
            if (at >= in.length) {
                return;
            }
            if (!passComment()) {
                throw new BadXmlException("something behind the end at byte " + at);
            }
        }
    }

    private void openTag() throws BadXmlException {
        int from = ++at;
        int local = from;
        while (at < in.length && isName(in[at])) {
            if (in[at] == ':') {
                local = at + 1;
            }
            at++;
        }
        if (local >= at) {
            throw new BadXmlException("no element name at byte " + from);
        }
        if (depth == SmallXml.MAX_DEPTH) {
            throw new BadXmlException("deeper than " + SmallXml.MAX_DEPTH + " elements");
        }
        opened[2 * depth] = from;
        opened[2 * depth + 1] = at;
        depth++;
        nameFrom = local;
        nameTo = at;
        while (at < in.length && in[at] != '>') {
            byte c = in[at];
            if (c == '"' || c == '\'') {
                do {
                    at++;
                } while (at < in.length && in[at] != c);
            } else if (c == '<') {
                throw new BadXmlException("'<' within a tag at byte " + at);
            }
            at++;
        }
        if (at >= in.length) {
            throw new BadXmlException("ends within a tag");
        }
        closePending = in[at - 1] == '/';
        at++;
    }

    private void close() throws BadXmlException {
        if (depth == 0) {
            throw new BadXmlException("closes what is not open at byte " + at);
        }
        depth--;
        int from = opened[2 * depth];
        int length = opened[2 * depth + 1] - from;
        at += 2;
        if (at + length > in.length
                || !Arrays.equals(in, from, from + length, in, at, at + length)) {
            throw new BadXmlException("closes another element at byte " + at);
        }
        at += length;
        skipBlanks();
        if (at >= in.length || in[at] != '>') {
            throw new BadXmlException("a broken closing tag at byte " + at);
        }
        at++;
    }

    private void entity() throws BadXmlException {
        int from = at + 1;
        int to = from;
        while (to < in.length && to - from < MAX_ENTITY && in[to] != ';') {
            to++;
        }
        if (to >= in.length || in[to] != ';') {
            throw new BadXmlException("a broken entity at byte " + at);
        }
        String name = new String(in, from, to - from, StandardCharsets.ISO_8859_1);
        at = to + 1;
        switch (name) {
            case "quot" -> append('"');
            case "amp" -> append('&');
            case "lt" -> append('<');
            case "gt" -> append('>');
            case "apos" -> append('\'');
            default -> append(reference(name));
        }
    }

    // Servers write control characters as references though XML 1.0 has none; they are exact, so
    // they are taken.
    private static int reference(String name) throws BadXmlException {
        Matcher number = REFERENCE.matcher(name);
        if (number.matches()) {
            long point =
                    number.group(1) != null
                            ? Long.parseLong(number.group(1), 16)
                            : Long.parseLong(number.group(2));
            boolean surrogate =
                    point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
            if (point > 0 && point <= Character.MAX_CODE_POINT && !surrogate) {
                return (int) point;
            }
        }
        throw BadXmlException.quoting("an unknown entity", name);
    }

    private void append(int codePoint) throws BadXmlException {
        if (codePoint < 0x80) {
            reserve(1);
            text[textLength++] = (byte) codePoint;
        } else {
            byte[] bytes = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
            reserve(bytes.length);
            System.arraycopy(bytes, 0, text, textLength, bytes.length);
            textLength += bytes.length;
        }
    }

    private void append(int from, int to) throws BadXmlException {
        reserve(to - from);
        System.arraycopy(in, from, text, textLength, to - from);
        textLength += to - from;
    }

    private void reserve(int count) throws BadXmlException {
        if (textLength + count > SmallXml.MAX_TEXT_BYTES) {
            throw new BadXmlException("text of more than " + SmallXml.MAX_TEXT_BYTES + " bytes");
        }
        if (textLength + count > text.length) {
            text = Arrays.copyOf(text, Math.max(2 * text.length, textLength + count));
        }
    }

    /** Passes over the comment or instruction that is here, or says that there is none. */
    private boolean passComment() throws BadXmlException {
        if (lookingAt("<!--")) {
            at += 4; // "<!-->" is not yet the end
            skipTo("-->");
            return true;
        }
        if (lookingAt("<?")) {
            at += 2;
            skipTo("?>");
            return true;
        }
        return false;
    }

    private void skipBlanks() {
        while (isBlankAt(at)) {
            at++;
        }
    }

    private boolean isBlankAt(int i) {
        return i < in.length && (in[i] == ' ' || in[i] == '\n' || in[i] == '\r' || in[i] == '\t');
    }

    private boolean lookingAt(String ascii) {
        int length = ascii.length();
        if (at + length > in.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (in[at + i] != ascii.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void skipTo(String end) throws BadXmlException {
        while (!lookingAt(end)) {
            if (++at >= in.length) {
                throw new BadXmlException("ends without " + end);
            }
        }
        at += end.length();
    }

    // <!DOCTYPE is no element name, so a document type is refused here.
    private static boolean isName(byte c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '_'
                || c == '-'
                || c == '.'
                || c == ':'
                || c < 0;
    }
}
