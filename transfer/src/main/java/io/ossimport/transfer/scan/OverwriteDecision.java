package io.ossimport.transfer.scan;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.ListedObject;
import org.jspecify.annotations.Nullable;

/**
 * What to do with an object that can be copied, seeing what the destination has.
 *
 * <pre>
 * destination has   NEVER    ALWAYS    DIFFERENT  NEWER       FAIL
 * nothing           NEW      NEW *     NEW        NEW         NEW
 * the same          EXISTS   REPLACED  SAME       as by time  SAME
 * something else    EXISTS   REPLACED  REPLACED   as by time  EXISTS_DIFFERENT
 * </pre>
 *
 * <p>By time: REPLACED when the source's is newer, NOT_NEWER otherwise. (*) Under ALWAYS the
 * destination is not looked at, so every copy is called REPLACED.
 *
 * <p>The same is: equal size, and equal checksums where both listings give one of the same
 * algorithm; where they do not, the destination must not be older than the source, which is
 * OssImport's rule. Times are compared in whole seconds, the coarsest that stores keep.
 */
public final class OverwriteDecision {

    private OverwriteDecision() {}

    /** Whether this policy needs to know what the destination has. */
    public static boolean needsDestination(OverwritePolicy policy) {
        return policy != OverwritePolicy.ALWAYS;
    }

    /**
     * The reason that its outcome will have if the copy, if any, succeeds; the reason's kind says
     * whether to copy.
     *
     * @param destination what the destination has, or null when it has nothing
     */
    public static Reason of(
            ListedObject source, @Nullable ListedObject destination, OverwritePolicy policy) {
        if (policy == OverwritePolicy.ALWAYS) {
            return Reason.REPLACED;
        }
        if (destination == null) {
            return Reason.NEW;
        }
        return switch (policy) {
            case NEVER -> Reason.EXISTS;
            case ALWAYS -> Reason.REPLACED;
            case DIFFERENT -> isSame(source, destination) ? Reason.SAME : Reason.REPLACED;
            case NEWER -> isNewer(source, destination) ? Reason.REPLACED : Reason.NOT_NEWER;
            case FAIL -> isSame(source, destination) ? Reason.SAME : Reason.EXISTS_DIFFERENT;
        };
    }

    private static boolean isSame(ListedObject source, ListedObject destination) {
        if (source.size() != destination.size()) {
            return false;
        }
        Checksum ours = source.checksum();
        Checksum theirs = destination.checksum();
        if (!ours.isNone() && ours.algorithm() == theirs.algorithm()) {
            return ours.equals(theirs);
        }
        return !isNewer(source, destination);
    }

    private static boolean isNewer(ListedObject source, ListedObject destination) {
        return Math.floorDiv(source.lastModifiedMillis(), 1000)
                > Math.floorDiv(destination.lastModifiedMillis(), 1000);
    }
}
