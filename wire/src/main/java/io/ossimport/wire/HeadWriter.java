package io.ossimport.wire;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.AsciiString;
import io.ossimport.core.store.Body;
import io.ossimport.core.store.StoreException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;

/**
 * Writes the head of a request, refusing every character with which a value could end its line.
 * Confined to one thread.
 */
final class HeadWriter {

    private static final int MAX_HEAD_BYTES = 64 * 1024;
    private static final boolean[] NAME_CHARACTERS = nameCharacters();

    private byte[] bytes = new byte[2048];
    private int count;

    /**
     * The head of {@code request}, ready to be sent.
     *
     * @throws StoreException with {@code INVALID_METADATA} when a header cannot be sent as it is
     * @throws IllegalArgumentException when a header is not the caller's to set
     */
    byte[] write(WireRequest request) throws StoreException {
        count = 0;
        raw(request.method());
        raw(" ");
        raw(request.target());
        raw(" HTTP/1.1\r\n");
        HttpHeaders headers = request.headers();
        boolean host = false;
        boolean length = false;
        boolean identity = false;
        Iterator<Map.Entry<CharSequence, CharSequence>> entries = headers.iteratorCharSequence();
        while (entries.hasNext()) {
            Map.Entry<CharSequence, CharSequence> entry = entries.next();
            CharSequence name = entry.getKey();
            CharSequence value = entry.getValue();
            switch (name.length()) {
                case 4 -> host |= same(name, "host");
                case 6 -> refuse(name, "expect");
                case 14 -> length |= same(name, "content-length") && isLength(request, value);
                case 15 -> identity |= same(name, "accept-encoding") && isIdentity(value);
                case 17 -> refuse(name, "transfer-encoding");
                default -> {}
            }
            header(request, name, value);
        }
        if (!host) {
            raw("host: ");
            raw(request.endpoint().authority());
            raw("\r\n");
        }
        if (!identity) {
            raw("accept-encoding: identity\r\n");
        }
        Body body = request.body();
        if (!length && (body != null || mayHaveBody(request.method()))) {
            raw("content-length: ");
            raw(Long.toString(body == null ? 0 : body.length()));
            raw("\r\n");
        }
        raw("\r\n");
        return Arrays.copyOf(bytes, count);
    }

    private void header(WireRequest request, CharSequence name, CharSequence value)
            throws StoreException {
        int end = count + name.length() + value.length() + 4;
        if (end > MAX_HEAD_BYTES) {
            throw invalid(request, name, "makes the head larger than 64 KiB");
        }
        room(end);
        int at = count;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c >= NAME_CHARACTERS.length || !NAME_CHARACTERS[c]) {
                throw invalid(request, name, "has a name with a character that is not allowed");
            }
            bytes[at++] = (byte) c;
        }
        if (name.length() == 0) {
            throw invalid(request, name, "has no name");
        }
        bytes[at++] = ':';
        bytes[at++] = ' ';
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7F || c > 0xFF) {
                throw invalid(
                        request,
                        name,
                        String.format("has the character U+%04X, which cannot be sent", (int) c));
            }
            bytes[at++] = (byte) c;
        }
        bytes[at++] = '\r';
        bytes[at++] = '\n';
        count = at;
    }

    private void raw(String ascii) {
        int end = count + ascii.length();
        room(end);
        for (int i = 0; i < ascii.length(); i++) {
            bytes[count + i] = (byte) ascii.charAt(i);
        }
        count = end;
    }

    private void room(int end) {
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
        }
    }

    private static boolean isLength(WireRequest request, CharSequence value) {
        Body body = request.body();
        if (!value.toString().equals(Long.toString(body == null ? 0 : body.length()))) {
            throw new IllegalArgumentException(
                    "content-length is " + value + ", which is not the length of the body");
        }
        return true;
    }

    // A server that compresses on the way changes what is copied.
    private static boolean isIdentity(CharSequence value) {
        if (!same(value, "identity")) {
            throw new IllegalArgumentException("accept-encoding is not identity");
        }
        return true;
    }

    private static void refuse(CharSequence name, String refused) {
        if (same(name, refused)) {
            throw new IllegalArgumentException("the header " + refused + " is never sent");
        }
    }

    private static boolean same(CharSequence a, CharSequence b) {
        return AsciiString.contentEqualsIgnoreCase(a, b);
    }

    private static boolean mayHaveBody(String method) {
        return method.equals("PUT") || method.equals("POST");
    }

    private static StoreException invalid(WireRequest request, CharSequence name, String why) {
        StringBuilder shown = new StringBuilder();
        name.chars()
                .limit(80)
                .map(c -> c > ' ' && c < 0x7F ? c : '?')
                .forEach(shown::appendCodePoint);
        return request.error(StoreException.Kind.INVALID_METADATA)
                .detail("the header \"" + shown + "\" " + why)
                .build();
    }

    private static boolean[] nameCharacters() {
        boolean[] allowed = new boolean[0x7F];
        for (char c = '!'; c < allowed.length; c++) {
            allowed[c] = "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
        }
        return allowed;
    }
}
