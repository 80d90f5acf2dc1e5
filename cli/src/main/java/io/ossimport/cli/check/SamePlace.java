package io.ossimport.cli.check;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.StoreSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Refuses a job whose two ends are the same place or lie within each other: it would copy what it
 * has just written, or write over what it still has to read.
 */
final class SamePlace {

    private SamePlace() {}

    static void refuse(StoreSpec source, StoreSpec destination) throws InvalidConfigException {
        if (!source.type().equals(destination.type())) {
            return;
        }
        String from = source.prefix();
        String to = destination.prefix();
        if (source.type().equals("local")) {
            from = realFolder(from);
            to = realFolder(to);
        } else if (!source.bucket().equals(destination.bucket())
                || !server(source).equals(server(destination))) {
            return;
        }
        if (from.startsWith(to) || to.startsWith(from)) {
            throw new InvalidConfigException(
                    "The source "
                            + source.url()
                            + " and the destination "
                            + destination.url()
                            + " are the same place or lie within each other. Choose a destination"
                            + " beside the source.");
        }
    }

    // Host and port, so that http and https, or a slash at the end, make no difference.
    private static String server(StoreSpec spec) {
        String endpoint = spec.endpoint().toLowerCase(Locale.ROOT);
        if (endpoint.isEmpty()) {
            return spec.region();
        }
        URI uri = URI.create(endpoint.contains("://") ? endpoint : "https://" + endpoint);
        String authority = uri.getAuthority() == null ? endpoint : uri.getAuthority();
        // The same bucket has an internal and a public endpoint.
        return authority.replaceFirst("-internal\\.", ".");
    }

    // With links resolved as far as the folder exists.
    private static String realFolder(String folder) {
        Path path = Path.of(folder).toAbsolutePath().normalize();
        Path existing = path;
        while (existing != null) {
            try {
                Path real = existing.toRealPath().resolve(existing.relativize(path));
                return real.toString().endsWith("/") ? real.toString() : real + "/";
            } catch (IOException e) {
                existing = existing.getParent();
            }
        }
        return path + "/";
    }
}
