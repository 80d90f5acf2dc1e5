package io.ossimport.connectors.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/** What a symbolic link leads to. */
final class LinkTarget {

    private LinkTarget() {}

    /** What the link leads to within the root; null when outside, nowhere or in a circle. */
    static @Nullable BasicFileAttributes of(Path root, Path link) {
        try {
            Path target = link.toRealPath();
            return target.startsWith(root.toRealPath())
                    ? Files.readAttributes(
                            target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    : null;
        } catch (IOException e) {
            return null;
        }
    }
}
