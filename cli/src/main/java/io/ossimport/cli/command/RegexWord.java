package io.ossimport.cli.command;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a regular expression, and leaves it as it is. */
final class RegexWord implements ITypeConverter<String> {

    @Override
    public String convert(String value) {
        try {
            Pattern.compile(value);
            return value;
        } catch (PatternSyntaxException e) {
            throw new TypeConversionException(
                    "\"" + value + "\" is no regular expression: " + e.getDescription());
        }
    }
}
