package io.ossimport.connectors.s3;

import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.KeyProblem;
import java.util.Optional;

/** Which keys S3 takes: 1 to 1024 bytes of UTF-8. */
final class S3Keys {

    private static final int MAX_BYTES = 1024;

    private S3Keys() {}

    static Optional<KeyProblem> problemWith(Key key) {
        if (key.isEmpty()) {
            return Optional.of(new KeyProblem(Reason.KEY_INVALID, "a key has at least one byte"));
        }
        if (key.length() > MAX_BYTES) {
            return Optional.of(
                    new KeyProblem(
                            Reason.KEY_TOO_LONG,
                            "the key has " + key.length() + " bytes; S3 takes " + MAX_BYTES));
        }
        if (!key.isUtf8()) {
            return Optional.of(
                    new KeyProblem(
                            Reason.NAME_NOT_UTF8,
                            "S3 takes only UTF-8; the key's bytes are " + key.hex()));
        }
        return Optional.empty();
    }
}
