package io.ossimport.cli.command;

import io.ossimport.core.config.InvalidConfigException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A place as it is typed on a command line: {@code s3://photos/2019/}, {@code oss://photos}, {@code
 * file:///data/} or a plain path.
 *
 * @param bucket empty for {@code local}
 * @param prefix what follows the bucket, verbatim: nothing in it is decoded; for {@code local} the
 *     absolute folder, ending in a slash
 */
record StoreUrl(String type, String bucket, String prefix) {

    static StoreUrl parse(String text) throws InvalidConfigException {
        int colon = text.indexOf("://");
        if (colon < 0) {
            return folder(text);
        }
        String scheme = text.substring(0, colon);
        String rest = text.substring(colon + 3);
        return switch (scheme) {
            case "s3", "oss" -> inBucket(scheme, rest, text);
            case "file" -> folder(rest);
            default ->
                    throw new InvalidConfigException(
                            "\""
                                    + text
                                    + "\" begins with a kind of store that is not there: \""
                                    + scheme
                                    + "\". There are s3://, oss:// and file:// or a plain path.");
        };
    }

    /** Whether keys below it are whole names: it ends in a slash, or is the whole bucket. */
    boolean isFolder() {
        return prefix.isEmpty() || prefix.endsWith("/");
    }

    private static StoreUrl inBucket(String scheme, String rest, String text)
            throws InvalidConfigException {
        int slash = rest.indexOf('/');
        String bucket = slash < 0 ? rest : rest.substring(0, slash);
        if (bucket.isEmpty()) {
            throw new InvalidConfigException(
                    "\"" + text + "\" names no bucket. Write " + scheme + "://BUCKET/PREFIX/.");
        }
        if (bucket.indexOf('@') >= 0 || bucket.indexOf(':') >= 0) {
            throw new InvalidConfigException(
                    "Only a bucket's name may stand behind "
                            + scheme
                            + "://, never a key or a secret: every user of this machine can see"
                            + " the command line.");
        }
        return new StoreUrl(scheme, bucket, slash < 0 ? "" : rest.substring(slash + 1));
    }

    private static StoreUrl folder(String path) throws InvalidConfigException {
        if (path.isEmpty()) {
            throw new InvalidConfigException("A path is empty. Name a folder, or . for this one.");
        }
        try {
            String absolute = Path.of(path).toAbsolutePath().normalize().toString();
            return new StoreUrl("local", "", absolute.endsWith("/") ? absolute : absolute + "/");
        } catch (InvalidPathException e) {
            throw new InvalidConfigException("\"" + path + "\" is not a path: " + e.getReason(), e);
        }
    }
}
