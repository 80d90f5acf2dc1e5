package io.ossimport.core.store;

import io.ossimport.core.checksum.Checksum;

/**
 * An object as a listing shows it.
 *
 * @param size in bytes
 * @param lastModifiedMillis since 1970, as fine as the store's listing is
 * @param etag the store's mark of this version, without quotes, or empty; not a checksum
 * @param checksum a checksum of the whole content that the listing gives away, or {@link
 *     Checksum#NONE}; an ETag that is known to be an MD5 counts
 * @param storageClass the vendor's word, or empty
 * @param kind what is behind the key
 */
public record ListedObject(
        Key key,
        long size,
        long lastModifiedMillis,
        String etag,
        Checksum checksum,
        String storageClass,
        Kind kind) {

    /** The same by another key. */
    public ListedObject under(Key other) {
        return new ListedObject(
                other, size, lastModifiedMillis, etag, checksum, storageClass, kind);
    }

    /** What is behind a listed key. */
    public enum Kind {
        /** Bytes that can be read. */
        OBJECT,
        /**
         * A folder of a file system, which is there for what lies in it and stands for the empty
         * object of that key. Shown by destinations only.
         */
        FOLDER,
        /**
         * A symbolic link that reading does not follow; one that it follows is shown as its target.
         */
        SYMLINK,
        /** Neither file nor link: a device, a pipe, a socket. Never opened. */
        SPECIAL,
        /** A folder or file that cannot be read, or a name that cannot be represented. */
        UNREADABLE,
        /**
         * Named by a list of keys, and not there or not to be described; {@link #storageClass} says
         * why, and size and time mean nothing. Never given by a store.
         */
        MISSING,
        /**
         * Another object of the job has the place at the destination where it would go; {@link
         * #storageClass} says which. Never given by a store.
         */
        COLLIDING
    }
}
