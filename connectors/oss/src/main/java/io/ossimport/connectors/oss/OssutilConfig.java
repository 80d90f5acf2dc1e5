package io.ossimport.connectors.oss;

import io.ossimport.core.config.Credentials;
import io.ossimport.core.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The file that {@code ossutil config} writes: {@code name = value} lines under headings. */
final class OssutilConfig {

    private OssutilConfig() {}

    /** The access key in the file, or null where there is no such file or no key in it. */
    static @Nullable Credentials credentials(Path file) {
        Map<String, String> values = new HashMap<>();
        try {
            if (!Files.isRegularFile(file)) {
                return null;
            }
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    values.putIfAbsent(
                            line.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                            line.substring(equals + 1).strip());
                }
            }
        } catch (IOException e) {
            return null; // the next in the chain may do
        }
        String id = values.getOrDefault("accesskeyid", "");
        String secret = values.getOrDefault("accesskeysecret", "");
        String token = values.getOrDefault("ststoken", "");
        return id.isEmpty() || secret.isEmpty()
                ? null
                : new Credentials(id, Secret.of(secret), Secret.of(token));
    }
}
