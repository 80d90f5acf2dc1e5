package io.ossimport.wire.store;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.store.ObjectMetadata;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Object metadata as headers, and back. Values pass verbatim: a character is a byte, 0 to 255.
 *
 * @param prefix what the names of user metadata begin with, in lower case: {@code x-amz-meta-}
 */
public record MetadataHeaders(String prefix) {

    /** The metadata among an answer's headers. Values of a name that comes twice are joined. */
    public ObjectMetadata read(HttpHeaders headers, int missing) {
        Map<String, String> standard = new HashMap<>();
        Map<String, String> user = new HashMap<>();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith(prefix) && name.length() > prefix.length()) {
                user.merge(
                        name.substring(prefix.length()), header.getValue(), MetadataHeaders::join);
            } else if (ObjectMetadata.STANDARD.contains(name)) {
                standard.merge(name, header.getValue(), MetadataHeaders::join);
            }
        }
        String encoding = standard.get("content-encoding");
        if (encoding != null) {
            standard.remove("content-encoding");
            String kept = withoutChunked(encoding);
            if (!kept.isEmpty()) {
                standard.put("content-encoding", kept);
            }
        }
        return new ObjectMetadata(standard, user, missing);
    }

    /**
     * Adds the metadata to a request's headers, the content type always.
     *
     * @param error begins an error of the kind {@link Kind#INVALID_METADATA}
     * @throws StoreException that error, for what cannot stand in a header
     */
    public void write(
            ObjectMetadata metadata, HttpHeaders headers, Supplier<StoreException.Builder> error)
            throws StoreException {
        headers.set(HttpHeaderNames.CONTENT_TYPE, legal(metadata.contentType(), error));
        for (Map.Entry<String, String> header : metadata.headers().entrySet()) {
            headers.set(header.getKey(), legal(header.getValue(), error));
        }
        for (Map.Entry<String, String> entry : metadata.user().entrySet()) {
            if (!entry.getKey().chars().allMatch(MetadataHeaders::isToken)) {
                throw error.get().detail("metadata has a name that no header can have").build();
            }
            headers.set(prefix + entry.getKey(), legal(entry.getValue(), error));
        }
    }

    private static String join(String first, String second) {
        return first + "," + second;
    }

    // Some stores keep the transfer's own "aws-chunked" as if it were the object's encoding.
    private static String withoutChunked(String encoding) {
        if (!encoding.toLowerCase(Locale.ROOT).contains("aws-chunked")) {
            return encoding;
        }
        StringBuilder kept = new StringBuilder();
        for (String token : encoding.split(",", -1)) {
            if (!token.strip().equalsIgnoreCase("aws-chunked") && !token.isBlank()) {
                kept.append(kept.isEmpty() ? "" : ",").append(token.strip());
            }
        }
        return kept.toString();
    }

    private static String legal(String value, Supplier<StoreException.Builder> error)
            throws StoreException {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7F || c > 0xFF) {
                throw error.get()
                        .detail("metadata has a character that no header can have")
                        .build();
            }
        }
        // HTTP drops blanks at the ends, so the copy would differ.
        if (!value.equals(value.strip())) {
            throw error.get().detail("metadata begins or ends with a blank").build();
        }
        return value;
    }

    private static boolean isToken(int c) {
        return c > ' ' && c < 0x7F && "()<>@,;:\\\"/[]?={}".indexOf(c) < 0;
    }
}
