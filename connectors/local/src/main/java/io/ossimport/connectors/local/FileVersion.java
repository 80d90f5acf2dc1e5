package io.ossimport.connectors.local;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;

/** What tells one state of a file from another. */
final class FileVersion {

    private FileVersion() {}

    /** Size, time of the last change in nanoseconds, and the file's number on its device. */
    static String etag(BasicFileAttributes file) {
        return Long.toHexString(file.size())
                + "-"
                + Long.toHexString(file.lastModifiedTime().to(TimeUnit.NANOSECONDS))
                + "-"
                + inode(file);
    }

    /** A regular file as a listing shows it. */
    static ListedObject listed(Key key, BasicFileAttributes file) {
        return new ListedObject(
                key,
                file.size(),
                file.lastModifiedTime().toMillis(),
                etag(file),
                Checksum.NONE,
                "",
                ListedObject.Kind.OBJECT);
    }

    /** A folder as the empty object that stands for it. */
    static ListedObject folder(Key key, BasicFileAttributes folder) {
        return new ListedObject(
                key,
                0,
                folder.lastModifiedTime().toMillis(),
                "folder",
                Checksum.NONE,
                "",
                ListedObject.Kind.FOLDER);
    }

    // The JDK shows it only as text, such as (dev=fd01,ino=12345).
    private static String inode(BasicFileAttributes file) {
        String fileKey = String.valueOf(file.fileKey());
        int ino = fileKey.indexOf("ino=");
        return ino < 0 ? "0" : fileKey.substring(ino + 4, fileKey.length() - 1);
    }
}
