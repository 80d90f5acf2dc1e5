package io.ossimport.transfer.scan;

import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import org.jspecify.annotations.Nullable;

/**
 * A listed source object beside what the destination has in its place.
 *
 * @param destinationKey where the object goes
 * @param destination what is there now; null when nothing is, or when nobody looked
 */
public record Candidate(
        ListedObject source, Key destinationKey, @Nullable ListedObject destination) {}
