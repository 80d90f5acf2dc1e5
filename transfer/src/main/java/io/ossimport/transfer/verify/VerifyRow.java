package io.ossimport.transfer.verify;

import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the two ends say of one key.
 *
 * @param verdict what the comparison gave
 * @param key at the source, whole, or where it would be
 * @param destinationKey at the destination, whole, or where it would be
 * @param sourceSize in bytes, or -1 when the source does not have it
 * @param destinationSize in bytes, or -1 when the destination does not have it
 * @param evidence what was compared
 * @param message what differs, a sentence; empty when nothing does
 */
public record VerifyRow(
        Verdict verdict,
        Key key,
        Key destinationKey,
        long sourceSize,
        long destinationSize,
        Evidence evidence,
        String message) {

    /** What a comparison gives. */
    public enum Verdict {
        SAME,
        DIFFERENT,
        /** At the source only. */
        MISSING,
        /** At the destination only. */
        EXTRA,
        /** Not an object at one end, or one that could not be described or read. */
        CANNOT_COMPARE;

        /** The name of its list: {@code same} … {@code cannot-compare}. */
        public String listName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** What was compared. */
    public enum Evidence {
        /** Nothing. */
        NONE,
        /** Only the sizes. */
        SIZE,
        /** The sizes and a checksum of one algorithm that both ends keep. */
        CHECKSUM,
        /**
         * The source's version is the one that an earlier run of the job copied, and the
         * destination keeps the checksum that the run wrote down.
         */
        MANIFEST,
        /** All bytes, which were read at both ends. */
        CONTENT
    }

    static VerifyRow missing(ListedObject source, Key destinationKey) {
        return missing(source, destinationKey, "only the source has it");
    }

    /** What the rules send to the place of another one. */
    static VerifyRow displaced(ListedObject source, Key destinationKey) {
        return missing(source, destinationKey, source.storageClass());
    }

    private static VerifyRow missing(ListedObject source, Key destinationKey, String message) {
        return new VerifyRow(
                Verdict.MISSING,
                source.key(),
                destinationKey,
                source.size(),
                -1,
                Evidence.NONE,
                message);
    }

    /** What an input list names and the source does not show. */
    static VerifyRow unseen(
            ListedObject source, Key destinationKey, @Nullable ListedObject destination) {
        return new VerifyRow(
                Verdict.CANNOT_COMPARE,
                source.key(),
                destinationKey,
                -1,
                destination == null ? -1 : destination.size(),
                Evidence.NONE,
                "the input list names it: " + source.storageClass());
    }

    static VerifyRow extra(Key sourceKey, ListedObject destination) {
        return new VerifyRow(
                Verdict.EXTRA,
                sourceKey,
                destination.key(),
                -1,
                destination.size(),
                Evidence.NONE,
                "only the destination has it");
    }
}
