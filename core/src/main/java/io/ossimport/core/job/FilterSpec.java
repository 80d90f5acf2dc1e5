package io.ossimport.core.job;

import java.io.Serializable;
import java.util.List;

/**
 * Which objects a job takes by their names, sizes and storage classes. Names are keys without the
 * source's prefix. An object is taken when one of {@code include} or {@code includeRegex} matches,
 * or all of them are empty, and none of {@code exclude} and {@code excludeRegex} does.
 *
 * @param include globs, see {@link Glob}
 * @param exclude globs
 * @param includeRegex regular expressions of Java, which are found anywhere in the name unless they
 *     say {@code ^} and {@code $}
 * @param excludeRegex the same
 * @param minBytes the least size
 * @param maxBytes the greatest size
 * @param storageClasses the vendor's words, in upper case; empty for all
 */
public record FilterSpec(
        List<String> include,
        List<String> exclude,
        List<String> includeRegex,
        List<String> excludeRegex,
        long minBytes,
        long maxBytes,
        List<String> storageClasses)
        implements Serializable {

    /** Takes every object. */
    public static final FilterSpec NONE =
            new FilterSpec(
                    List.of(), List.of(), List.of(), List.of(), 0, Long.MAX_VALUE, List.of());

    public FilterSpec {
        include = List.copyOf(include);
        exclude = List.copyOf(exclude);
        includeRegex = List.copyOf(includeRegex);
        excludeRegex = List.copyOf(excludeRegex);
        storageClasses = List.copyOf(storageClasses);
    }
}
