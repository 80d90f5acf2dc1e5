package io.ossimport.cli.command;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.StoreSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** Names of jobs: which are allowed, and how one is made for a job without. */
final class JobNames {

    private static final Pattern ALLOWED = Pattern.compile("[a-zA-Z0-9_-]{1,128}");

    private JobNames() {}

    /**
     * The name that was given, or one that is the same whenever the places are the same: {@code
     * photos-to-photos-cn-1a2b3c4d}.
     */
    static String orDerived(String given, StoreSpec source, StoreSpec destination)
            throws InvalidConfigException {
        if (given.isEmpty()) {
            return word(source) + "-to-" + word(destination) + "-" + digest(source, destination);
        }
        return checked(given);
    }

    static String checked(String name) throws InvalidConfigException {
        if (!ALLOWED.matcher(name).matches()) {
            throw new InvalidConfigException(
                    "A job's name has letters, digits, _ and - only, 1 to 128 of them; \""
                            + name
                            + "\" has not.");
        }
        return name;
    }

    private static String word(StoreSpec spec) {
        String name = spec.bucket().isEmpty() ? spec.type() : spec.bucket();
        String safe = name.replaceAll("[^a-zA-Z0-9_-]", "-");
        return safe.length() <= 48 ? safe : safe.substring(0, 48);
    }

    private static String digest(StoreSpec source, StoreSpec destination) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(
                                    (source.identity() + "\n" + destination.identity())
                                            .getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 4);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
