package io.ossimport.transfer.copy;

/** One of the two ends. */
public enum Side {
    SOURCE,
    DESTINATION
}
