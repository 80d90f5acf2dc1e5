package io.ossimport.cli.command;

import java.time.DateTimeException;
import java.time.LocalTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a time of day: {@code 09:00}. */
final class TimeOfDayWord implements ITypeConverter<LocalTime> {

    @Override
    public LocalTime convert(String value) {
        try {
            return LocalTime.parse(value);
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "\"" + value + "\" is not a time of day; write 09:00 or 23:30");
        }
    }
}
