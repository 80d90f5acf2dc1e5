package io.ossimport.transfer.scan;

import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.KeyProblem;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectStore;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Decides from the listings alone what becomes of a candidate: copied, skipped or failed at once.
 * Safe for many threads.
 */
public final class Triage {

    private final ObjectStore destination;
    private final Filter filter;
    private final OverwritePolicy overwrite;

    public Triage(ObjectStore destination, Filter filter, OverwritePolicy overwrite) {
        this.destination = destination;
        this.filter = filter;
        this.overwrite = overwrite;
    }

    /**
     * What was decided.
     *
     * @param reason of the kind COPIED when it is to be copied: what a successful copy is called
     * @param message a sentence, or empty
     */
    public record Decision(Reason reason, String message) {

        private static final Decision NEW = new Decision(Reason.NEW, "");
        private static final Decision SAME = new Decision(Reason.SAME, "");

        static Decision of(Reason reason) {
            return switch (reason) {
                case NEW -> NEW;
                case SAME -> SAME;
                default -> new Decision(reason, "");
            };
        }
    }

    public Decision decide(Candidate candidate) {
        ListedObject source = candidate.source();
        return switch (source.kind()) {
            case SYMLINK -> Decision.of(Reason.SYMLINK);
            case SPECIAL ->
                    new Decision(
                            Reason.SPECIAL_FILE, "neither a file nor a folder: it is never opened");
            case UNREADABLE -> unreadable(source);
            case MISSING -> new Decision(Reason.SOURCE_MISSING, source.storageClass());
            case COLLIDING -> new Decision(Reason.KEY_COLLISION, source.storageClass());
            case OBJECT, FOLDER -> decideObject(candidate);
        };
    }

    private Decision decideObject(Candidate candidate) {
        ListedObject source = candidate.source();
        String leftOut = filter.leavesOut(source);
        if (leftOut != null) {
            return new Decision(Reason.FILTERED, leftOut);
        }
        Optional<KeyProblem> problem = destination.problemWith(candidate.destinationKey());
        if (problem.isPresent()) {
            return refused(source.key(), problem.get());
        }
        return Decision.of(OverwriteDecision.of(source, candidate.destination(), overwrite));
    }

    // A name of a file system that knows no encoding is shown byte by byte, to be found again.
    private static Decision refused(Key key, KeyProblem problem) {
        byte[] bytes = key.bytes();
        if (problem.reason() != Reason.KEY_INVALID || isUtf8(bytes)) {
            return new Decision(problem.reason(), problem.message());
        }
        return new Decision(
                Reason.NAME_NOT_UTF8, "the name is not UTF-8: " + HexFormat.of().formatHex(bytes));
    }

    private static boolean isUtf8(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private static Decision unreadable(ListedObject source) {
        String detail = source.storageClass();
        return new Decision(
                Reason.SOURCE_UNREADABLE,
                detail.isEmpty() ? "it cannot be read; nothing below it was listed" : detail);
    }
}
