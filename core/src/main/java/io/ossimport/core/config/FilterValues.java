package io.ossimport.core.config;

import io.ossimport.core.job.FilterSpec;
import io.ossimport.core.job.Glob;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The values that say which objects a job takes by name, size and storage class. */
final class FilterValues {

    private FilterValues() {}

    static FilterSpec spec(JobValues values) {
        long least = values.size(JobKey.MIN_SIZE);
        long greatest = values.size(JobKey.MAX_SIZE); // -1 when it is not given
        long most = greatest < 0 ? Long.MAX_VALUE : greatest;
        if (most < least) {
            values.wrong(JobKey.MAX_SIZE, "is less than minSize, so that nothing is taken");
        }
        return new FilterSpec(
                globs(values, JobKey.INCLUDE),
                globs(values, JobKey.EXCLUDE),
                regex(values, JobKey.INCLUDE_REGEX),
                regex(values, JobKey.EXCLUDE_REGEX),
                least,
                most,
                storageClasses(values));
    }

    private static List<String> globs(JobValues values, JobKey key) {
        List<String> globs = Glob.split(values.text(key));
        for (String glob : globs) {
            try {
                Glob.compile(glob);
            } catch (PatternSyntaxException e) {
                values.wrong(key, "has \"" + glob + "\", which is no glob: " + e.getDescription());
            }
        }
        return globs;
    }

    private static List<String> regex(JobValues values, JobKey key) {
        String regex = values.text(key);
        if (regex.isEmpty()) {
            return List.of();
        }
        try {
            Pattern.compile(regex);
        } catch (PatternSyntaxException e) {
            values.wrong(
                    key,
                    "is \"" + regex + "\", which is no regular expression: " + e.getDescription());
            return List.of();
        }
        return List.of(regex);
    }

    private static List<String> storageClasses(JobValues values) {
        return Arrays.stream(values.text(JobKey.STORAGE_CLASSES).split(","))
                .map(word -> word.strip().toUpperCase(Locale.ROOT))
                .filter(word -> !word.isEmpty())
                .toList();
    }
}
