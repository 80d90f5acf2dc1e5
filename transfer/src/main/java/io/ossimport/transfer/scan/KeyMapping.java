package io.ossimport.transfer.scan;

import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.KeyRule;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.store.Key;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which destination key a source key goes to: the same rest behind another prefix, and where there
 * are rules, what they make of the rest. Without rules it keeps the order of keys, and no two
 * source keys go to one destination key. Immutable.
 */
public final class KeyMapping {

    private final Key sourcePrefix;
    private final Key destinationPrefix;
    private final List<Rule> rules;

    private record Rule(Pattern pattern, String replacement, boolean everywhere) {
        String apply(String name) {
            Matcher matcher = pattern.matcher(name);
            return everywhere ? matcher.replaceAll(replacement) : matcher.replaceFirst(replacement);
        }
    }

    /**
     * @param sourcePrefix what all source keys begin with
     * @param destinationPrefix what all destination keys begin with
     */
    public KeyMapping(Key sourcePrefix, Key destinationPrefix, List<KeyRule> rules) {
        this.sourcePrefix = sourcePrefix;
        this.destinationPrefix = destinationPrefix;
        this.rules =
                rules.stream()
                        .map(
                                rule ->
                                        new Rule(
                                                Pattern.compile(rule.regex()),
                                                rule.replacement(),
                                                rule.everywhere()))
                        .toList();
    }

    /** The mapping of this job. */
    public static KeyMapping of(JobSpec job) {
        return new KeyMapping(prefix(job.source()), prefix(job.destination()), job.keyRules());
    }

    /**
     * What all keys of the job begin with in this place. A local folder stands in for the bucket:
     * its prefix is where it lies and no part of its keys.
     */
    public static Key prefix(StoreSpec place) {
        return place.type().equals("local") ? Key.EMPTY : Key.of(place.prefix());
    }

    public Key sourcePrefix() {
        return sourcePrefix;
    }

    public Key destinationPrefix() {
        return destinationPrefix;
    }

    /** Whether it keeps the order of keys, so that both ends can be listed beside each other. */
    public boolean keepsOrder() {
        return rules.isEmpty();
    }

    /** Where {@code source} goes. A key that is no UTF-8 has no name that a rule could find. */
    public Key toDestination(Key source) {
        if (keepsOrder() || !source.isUtf8()) {
            return swap(source, sourcePrefix, destinationPrefix);
        }
        String name = rest(source, sourcePrefix).toString();
        for (Rule rule : rules) {
            name = rule.apply(name);
        }
        return destinationPrefix.append(Key.of(name));
    }

    /**
     * Where {@code destination} comes from.
     *
     * @throws IllegalStateException when that cannot be told: {@link #keepsOrder} is false
     */
    public Key toSource(Key destination) {
        if (!keepsOrder()) {
            throw new IllegalStateException("rules do not tell where " + destination + " is from");
        }
        return swap(destination, destinationPrefix, sourcePrefix);
    }

    private static Key swap(Key key, Key from, Key to) {
        return from.equals(to) ? key : to.append(rest(key, from));
    }

    private static Key rest(Key key, Key prefix) {
        if (!key.startsWith(prefix)) {
            throw new IllegalArgumentException(key + " does not begin with " + prefix);
        }
        return key.dropFirst(prefix.length());
    }
}
