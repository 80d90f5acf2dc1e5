package io.ossimport.core.store;

/**
 * Which user metadata a store accepts.
 *
 * @param maxBytes the most bytes that all names and values may have together; 0 for a store that
 *     keeps no metadata at all, nor headers, and takes objects without
 * @param namePunctuation the characters that a name may have besides ASCII letters and digits
 */
public record MetadataRules(int maxBytes, String namePunctuation) {

    /** Whether the store accepts user metadata of this name. */
    public boolean accepts(String name) {
        return !name.isEmpty()
                && name.chars()
                        .allMatch(
                                c ->
                                        (c >= 'a' && c <= 'z')
                                                || (c >= 'A' && c <= 'Z')
                                                || (c >= '0' && c <= '9')
                                                || namePunctuation.indexOf(c) >= 0);
    }
}
