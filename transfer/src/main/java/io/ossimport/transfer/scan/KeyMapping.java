package io.ossimport.transfer.scan;

import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.store.Key;

/**
 * Which destination key a source key goes to: the same rest behind another prefix. Keeps the order
 * of keys, and no two source keys go to one destination key, so collisions cannot happen within a
 * job.
 *
 * @param sourcePrefix what all source keys begin with
 * @param destinationPrefix what all destination keys begin with
 */
public record KeyMapping(Key sourcePrefix, Key destinationPrefix) {

    /** The mapping of this job. */
    public static KeyMapping of(JobSpec job) {
        return new KeyMapping(prefix(job.source()), prefix(job.destination()));
    }

    /**
     * What all keys of the job begin with in this place. A local folder stands in for the bucket:
     * its prefix is where it lies and no part of its keys.
     */
    public static Key prefix(StoreSpec place) {
        return place.type().equals("local") ? Key.EMPTY : Key.of(place.prefix());
    }

    /** Where {@code source} goes. */
    public Key toDestination(Key source) {
        return swap(source, sourcePrefix, destinationPrefix);
    }

    /** Where {@code destination} comes from. */
    public Key toSource(Key destination) {
        return swap(destination, destinationPrefix, sourcePrefix);
    }

    private static Key swap(Key key, Key from, Key to) {
        if (from.equals(to)) {
            return key;
        }
        if (!key.startsWith(from)) {
            throw new IllegalArgumentException(key + " does not begin with " + from);
        }
        return to.append(key.dropFirst(from.length()));
    }
}
