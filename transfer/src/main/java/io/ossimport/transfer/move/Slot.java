package io.ossimport.transfer.move;

import io.ossimport.core.outcome.Outcome;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import io.ossimport.transfer.copy.ObjectCopy;
import io.ossimport.transfer.scan.Candidate;
import org.jspecify.annotations.Nullable;

/** One listed key from its listing until the cursor passes it. Guarded by the mover's lock. */
final class Slot {

    /** How far a key is. */
    enum State {
        /** To be copied; nobody has begun. */
        WAITING,
        COPYING,
        /** Has its outcome, which nobody has polled yet. */
        DECIDED,
        /** Its outcome was polled. */
        POLLED
    }

    final RangeWork range;
    final Key key;
    State state = State.WAITING;

    /** Whether its outcome was polled before this mover had the range, and counts for good. */
    boolean before;

    @Nullable Candidate candidate;
    Reason ifCopied = Reason.NEW;
    @Nullable OpenUpload resume;
    @Nullable ObjectCopy copy;
    @Nullable Outcome outcome;

    Slot(RangeWork range, Key key) {
        this.range = range;
        this.key = key;
    }

    /** What is open for this key at the destination, or null. */
    @Nullable OpenUpload openUpload() {
        return copy == null ? resume : copy.openUpload();
    }

    /** Lets go of everything that is not needed any longer. */
    void decided(Outcome outcome) {
        this.state = State.DECIDED;
        this.outcome = outcome;
        this.candidate = null;
        this.copy = null;
        this.resume = null;
    }
}
