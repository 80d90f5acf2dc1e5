package io.ossimport.transfer.verify;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.store.ListedObject;
import io.ossimport.transfer.verify.VerifyRow.Evidence;
import io.ossimport.transfer.verify.VerifyRow.Verdict;
import org.jspecify.annotations.Nullable;

/** The two objects that the ends list for one key. */
record Pair(ListedObject source, ListedObject destination) {

    /** What can be said without a look at any checksum; null when that is nothing. */
    @Nullable VerifyRow bySize() {
        if (source.kind() != ListedObject.Kind.OBJECT) {
            return row(Verdict.CANNOT_COMPARE, Evidence.NONE, notAnObject("source", source));
        }
        if (destination.kind() != ListedObject.Kind.OBJECT
                && destination.kind() != ListedObject.Kind.FOLDER) {
            return row(
                    Verdict.CANNOT_COMPARE, Evidence.NONE, notAnObject("destination", destination));
        }
        if (source.size() != destination.size()) {
            return row(
                    Verdict.DIFFERENT,
                    Evidence.SIZE,
                    source.size()
                            + " bytes at the source, "
                            + destination.size()
                            + " at the destination");
        }
        if (source.size() == 0) {
            return same(isSameByListing() ? Evidence.CHECKSUM : Evidence.CONTENT);
        }
        return null;
    }

    // Not every ETag of the form of an MD5 is one, so that unequal ones prove nothing yet.
    /** Whether both listings give the same checksum. */
    boolean isSameByListing() {
        Checksum ours = source.checksum();
        return !ours.isNone() && ours.equals(destination.checksum());
    }

    VerifyRow same(Evidence evidence) {
        return row(Verdict.SAME, evidence, "");
    }

    VerifyRow row(Verdict verdict, Evidence evidence, String message) {
        return new VerifyRow(
                verdict,
                source.key(),
                destination.key(),
                source.size(),
                destination.size(),
                evidence,
                message);
    }

    private static String notAnObject(String end, ListedObject listed) {
        return switch (listed.kind()) {
            case OBJECT, FOLDER -> "";
            case SYMLINK -> "the " + end + " has a symbolic link there, which is not followed";
            case SPECIAL -> "the " + end + " has neither a file nor a folder there";
            case UNREADABLE -> "the " + end + " cannot read it: " + listed.storageClass();
            case MISSING -> "the input list names it: " + listed.storageClass();
            case COLLIDING -> listed.storageClass();
        };
    }
}
