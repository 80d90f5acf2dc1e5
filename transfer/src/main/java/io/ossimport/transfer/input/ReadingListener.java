package io.ossimport.transfer.input;

/**
 * Is told how far the reading of an input list is, or the listing that comes before a run: after
 * each thousand rows or so, by the thread that reads.
 */
@FunctionalInterface
public interface ReadingListener {

    /** Nobody wants to know. */
    ReadingListener NONE = (read, sorted) -> {};

    /**
     * Called now and then.
     *
     * @param read rows of the list, or objects of the source, so far
     * @param sorted how many of them are in order; 0 until all are read
     */
    void at(long read, long sorted);
}
