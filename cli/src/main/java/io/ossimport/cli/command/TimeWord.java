package io.ossimport.cli.command;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads a time: a day (which begins in UTC), a day with time and zone, or seconds since 1970. Gives
 * milliseconds since 1970.
 */
final class TimeWord implements ITypeConverter<Long> {

    // Seconds beyond the year 5138 are milliseconds by mistake.
    private static final long MAX_SECONDS = 100_000_000_000L;

    @Override
    public Long convert(String value) {
        try {
            if (value.matches("\\d{1,12}")) {
                long seconds = Long.parseLong(value);
                if (seconds >= MAX_SECONDS) {
                    throw new TypeConversionException(
                            "\"" + value + "\" looks like milliseconds; give seconds since 1970");
                }
                return Instant.ofEpochSecond(seconds).toEpochMilli();
            }
            return value.length() == "2024-01-31".length()
                    ? LocalDate.parse(value).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
                    : OffsetDateTime.parse(value).toInstant().toEpochMilli();
        } catch (DateTimeException e) {
            throw new TypeConversionException(
                    "\""
                            + value
                            + "\" is not a time; write 2024-01-31, 2024-01-31T09:00Z, or seconds"
                            + " since 1970");
        }
    }
}
