package io.ossimport.cli.command;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how many at most: a number from 1, or {@code off}, which gives 0. */
final class AmountWord implements ITypeConverter<Integer> {

    @Override
    public Integer convert(String value) {
        if (value.equals("off")) {
            return 0;
        }
        if (!value.matches("[1-9]\\d{0,8}")) {
            throw new TypeConversionException(
                    "\"" + value + "\" is not a limit; write a number from 1, or off");
        }
        return Integer.valueOf(value);
    }
}
