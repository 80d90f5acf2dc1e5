package io.ossimport.transfer.scan;

import io.ossimport.core.job.FilterSpec;
import io.ossimport.core.job.Glob;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@link TakeRules} with their patterns ready to be asked. Safe for many threads. */
public final class Filter {

    private final TakeRules rules;
    private final Key prefix;
    private final Set<Key> again;
    private final List<Rule> include = new ArrayList<>();
    private final List<Rule> exclude = new ArrayList<>();

    /** A pattern as the user wrote it, and as it is asked. */
    private record Rule(String written, Pattern pattern, boolean anywhere) {
        boolean matches(String name) {
            return anywhere ? pattern.matcher(name).find() : pattern.matcher(name).matches();
        }
    }

    /**
     * @param prefix what all source keys begin with, and names leave away
     */
    public Filter(TakeRules rules, Key prefix) {
        this(rules, prefix, Set.of());
    }

    /**
     * @param prefix what all source keys begin with, and names leave away
     * @param again keys for which the time to begin with does not count
     */
    public Filter(TakeRules rules, Key prefix, Set<Key> again) {
        this.rules = rules;
        this.prefix = prefix;
        this.again = again;
        FilterSpec filter = rules.filter();
        filter.include().forEach(glob -> include.add(glob(glob)));
        filter.includeRegex().forEach(regex -> include.add(regex(regex)));
        filter.exclude().forEach(glob -> exclude.add(glob(glob)));
        filter.excludeRegex().forEach(regex -> exclude.add(regex(regex)));
    }

    private static Rule glob(String glob) {
        return new Rule(glob, Glob.compile(glob), false);
    }

    private static Rule regex(String regex) {
        return new Rule(regex, Pattern.compile(regex), true);
    }

    /** Why an object of the source is left out, a phrase; null when it is taken. */
    public @Nullable String leavesOut(ListedObject object) {
        long modified = object.lastModifiedMillis();
        FilterSpec filter = rules.filter();
        if (modified < rules.sinceMillis() && !again.contains(object.key())) {
            return "modified before the time to begin with";
        }
        if (modified > rules.untilMillis()) {
            return "modified after the time to end with";
        }
        if (object.size() < filter.minBytes()) {
            return "smaller than " + filter.minBytes() + " bytes";
        }
        if (object.size() > filter.maxBytes()) {
            return "larger than " + filter.maxBytes() + " bytes";
        }
        if (!filter.storageClasses().isEmpty()) {
            String storageClass = object.storageClass().toUpperCase(Locale.ROOT);
            if (!filter.storageClasses().contains(storageClass)) {
                return "of another storage class"
                        + (storageClass.isEmpty() ? "" : ": " + storageClass);
            }
        }
        return leavesOut(object.key());
    }

    /** Why a source key is left out for its name, a phrase; null when it is taken. */
    public @Nullable String leavesOut(Key key) {
        if (include.isEmpty() && exclude.isEmpty()) {
            return null;
        }
        String name = key.dropFirst(prefix.length()).toString();
        if (!include.isEmpty() && include.stream().noneMatch(rule -> rule.matches(name))) {
            return "not included";
        }
        for (Rule rule : exclude) {
            if (rule.matches(name)) {
                return "excluded by " + rule.written();
            }
        }
        return null;
    }
}
