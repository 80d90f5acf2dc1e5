package io.ossimport.transfer.copy;

import io.ossimport.core.job.MetadataPolicy;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.MetadataRules;
import io.ossimport.core.store.ObjectMetadata;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a destination is given as an object's metadata: standard headers as they are, always a
 * content type, and user metadata in a form that the destination accepts. Safe for many threads.
 */
final class MetadataMapping {

    private static final String DEFAULT_TYPE = "application/octet-stream";

    private final MetadataRules rules;
    private final MetadataPolicy policy;

    MetadataMapping(MetadataRules rules, MetadataPolicy policy) {
        this.rules = rules;
        this.policy = policy;
    }

    /**
     * What comes out.
     *
     * @param note what could not be kept, a sentence for the outcome; empty when all was
     */
    record Mapped(ObjectMetadata metadata, String note) {}

    Mapped map(ObjectMetadata source) throws RefusedException {
        Map<String, String> headers = source.headers();
        for (Map.Entry<String, String> header : headers.entrySet()) {
            requireNoControls(header.getKey(), header.getValue());
        }
        if (!headers.containsKey("content-type")) {
            headers = new HashMap<>(headers);
            headers.put("content-type", DEFAULT_TYPE);
        }
        List<String> notes = new ArrayList<>(0);
        Map<String, String> user =
                source.user().isEmpty() ? Map.of() : user(source.sortedUser(), notes);
        if (source.missing() > 0) {
            notes.add(source.missing() + " metadata entries that the source could not send");
        }
        String note = notes.isEmpty() ? "" : "Left out: " + String.join(", ", notes) + ".";
        return new Mapped(new ObjectMetadata(headers, user, 0), note);
    }

    private Map<String, String> user(Map<String, String> source, List<String> notes)
            throws RefusedException {
        if (rules.maxBytes() == 0 && policy != MetadataPolicy.FAIL) {
            notes.add("user metadata, which the destination does not keep");
            return Map.of();
        }
        Map<String, String> mapped = new TreeMap<>();
        int bytes = 0;
        for (Map.Entry<String, String> entry : source.entrySet()) {
            String name = entry.getKey();
            requireNoControls("metadata " + name, entry.getValue());
            if (policy == MetadataPolicy.RENAME) {
                name = MetadataNames.encode(name, rules);
            } else if (!rules.accepts(name)) {
                if (policy == MetadataPolicy.FAIL) {
                    throw new RefusedException(
                            Reason.METADATA_NAME,
                            "the destination does not accept the metadata name \"" + name + '"');
                }
                notes.add("metadata " + name);
                continue;
            }
            String value = ascii(entry.getValue());
            bytes += name.length() + value.length();
            mapped.put(name, value);
        }
        if (bytes > rules.maxBytes()) {
            throw new RefusedException(
                    Reason.METADATA_TOO_LARGE,
                    bytes + " bytes of metadata; the destination takes " + rules.maxBytes());
        }
        return mapped;
    }

    private static void requireNoControls(String name, String value) throws RefusedException {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7F) {
                throw new RefusedException(
                        Reason.METADATA_ILLEGAL,
                        String.format("%s has the control character U+%04X", name, (int) c));
            }
        }
    }

    /**
     * The value, which mostly is ASCII already, also where the source wrote it down as RFC 2047
     * says. Others are written so here: what HTTP does with raw bytes depends on who reads them.
     */
    private static String ascii(String value) {
        if (value.chars().allMatch(c -> c < 0x7F)) {
            return value;
        }
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(utf8(value)) + "?=";
    }

    // A client that reads headers as Latin-1 gives UTF-8 as one char a byte.
    private static byte[] utf8(String value) {
        if (value.chars().allMatch(c -> c <= 0xFF)) {
            byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
                return bytes;
            } catch (CharacterCodingException e) {
                // it is Latin-1 indeed
            }
        }
        return value.getBytes(StandardCharsets.UTF_8);
    }
}
