package io.ossimport.transfer.scan;

import io.ossimport.core.job.TakeRules;
import io.ossimport.core.store.ObjectStore;

/**
 * The objects that a run is about, where they are not all that the source lists. Safe for many
 * threads.
 */
public interface ChosenObjects extends AutoCloseable {

    /** The source, listing these objects only, in the order of their keys and from any key on. */
    ObjectStore atSource(ObjectStore source);

    /**
     * Whether they are few beside all that the destination may have, so that it is asked about each
     * instead of being listed.
     */
    boolean areFew();

    /** Whether the source has no others that could be taken. */
    boolean areAll();

    /** Which of them are taken, where the job has these rules. */
    TakeRules take(TakeRules rules);

    @Override
    void close();
}
