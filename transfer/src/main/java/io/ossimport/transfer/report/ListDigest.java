package io.ossimport.transfer.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The digest over the lists of a run. The root is the SHA-256 of one line for each file, sorted by
 * name: {@code <sha256 of the uncompressed content> <list>/<file>}, the form of {@code sha256sum},
 * so that anybody can compute it without this program.
 */
public final class ListDigest {

    private final SortedMap<String, String> files = new TreeMap<>();

    /**
     * Adds one file.
     *
     * @param name list and file, such as {@code copied/part-0.csv.gz}
     * @param sha256 of its uncompressed content, in lower-case hexadecimal digits
     */
    public void add(String name, String sha256) {
        files.put(name, sha256);
    }

    /** One line for each file, in the order of their names. */
    public String lines() {
        StringBuilder lines = new StringBuilder();
        files.forEach((name, sha) -> lines.append(sha).append("  ").append(name).append('\n'));
        return lines.toString();
    }

    /** The digest over all of them. */
    public String root() {
        MessageDigest sha = Sha256.create();
        return HexFormat.of().formatHex(sha.digest(lines().getBytes(StandardCharsets.UTF_8)));
    }
}
