package io.ossimport.cli.command;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads how long: {@code 90s}, {@code 15m}, {@code 1h30m}, {@code 1d}, or seconds. */
final class DurationWord implements ITypeConverter<Duration> {

    private static final Pattern FORM =
            Pattern.compile("(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,9})s?)?");

    @Override
    public Duration convert(String value) {
        Matcher parts = FORM.matcher(value);
        if (value.isEmpty() || !parts.matches()) {
            throw new TypeConversionException(
                    "\"" + value + "\" is not a duration; write 90s, 15m, 1h30m, 1d, or seconds");
        }
        return Duration.ofDays(number(parts.group(1)))
                .plusHours(number(parts.group(2)))
                .plusMinutes(number(parts.group(3)))
                .plusSeconds(number(parts.group(4)));
    }

    private static long number(@Nullable String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
