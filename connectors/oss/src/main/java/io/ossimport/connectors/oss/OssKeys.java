package io.ossimport.connectors.oss;

import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.KeyProblem;
import java.util.Optional;

/**
 * Which keys OSS takes: UTF-8, 1 to 1023 bytes, not beginning with a slash or a backslash.
 *
 * @see <a href="https://www.alibabacloud.com/help/en/oss/support/0016-00000005">Alibaba Cloud</a>
 */
final class OssKeys {

    private static final int MAX_BYTES = 1023;

    private OssKeys() {}

    static Optional<KeyProblem> problemWith(Key key) {
        if (key.isEmpty()) {
            return problem(Reason.KEY_INVALID, "a key has at least one byte");
        }
        if (key.length() > MAX_BYTES) {
            return problem(
                    Reason.KEY_TOO_LONG,
                    "the key has " + key.length() + " bytes; OSS takes " + MAX_BYTES);
        }
        if (key.byteAt(0) == '/' || key.byteAt(0) == '\\') {
            return problem(Reason.KEY_LEADING_SLASH, "OSS takes no key that begins with / or \\");
        }
        if (!key.isUtf8()) {
            return problem(
                    Reason.NAME_NOT_UTF8, "OSS takes only UTF-8; the key's bytes are " + key.hex());
        }
        return Optional.empty();
    }

    private static Optional<KeyProblem> problem(Reason reason, String message) {
        return Optional.of(new KeyProblem(reason, message));
    }
}
