package io.ossimport.cli.command;

import io.ossimport.core.job.Glob;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a glob, and leaves it as it is. */
final class GlobWord implements ITypeConverter<String> {

    @Override
    public String convert(String value) {
        try {
            Glob.compile(value);
            return value;
        } catch (PatternSyntaxException e) {
            throw new TypeConversionException(
                    "\"" + value + "\" is no glob: " + e.getDescription());
        }
    }
}
