package io.ossimport.cli.command;

import io.ossimport.core.job.OverwritePolicy;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the values of {@code --overwrite}, the same words as the job file's {@code overwrite}. */
final class OverwriteWord implements ITypeConverter<OverwritePolicy> {

    private static final List<String> WORDS =
            Arrays.stream(OverwritePolicy.values())
                    .map(policy -> policy.name().toLowerCase(Locale.ROOT))
                    .toList();

    @Override
    public OverwritePolicy convert(String value) {
        if (!WORDS.contains(value)) {
            throw new TypeConversionException(
                    "\"" + value + "\" is none of " + String.join(", ", WORDS));
        }
        return OverwritePolicy.valueOf(value.toUpperCase(Locale.ROOT));
    }

    /** The words, for help and completion. */
    static final class Candidates implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return WORDS.iterator();
        }
    }
}
