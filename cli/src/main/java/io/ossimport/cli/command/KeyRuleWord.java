package io.ossimport.cli.command;

import io.ossimport.core.job.KeyRule;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a rule that gives objects other names. */
final class KeyRuleWord implements ITypeConverter<KeyRule> {

    @Override
    public KeyRule convert(String value) {
        try {
            return KeyRule.parse(value);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException("\"" + value + "\" " + e.getMessage());
        }
    }
}
