package io.ossimport.cli.command;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Reads how many bytes a second: {@code 400MB/s}, {@code 50MiB/s}, {@code 1.5Gbit/s}; 0 for {@code
 * off}. A bare M or G is refused, for some mean a thousand by it and some 1,024.
 */
final class BandwidthWord implements ITypeConverter<Long> {

    private static final Pattern FORM = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,3})?) ?([a-z]+)/s");

    private static final Map<String, Long> BYTES =
            Map.of(
                    "kb",
                    1_000L,
                    "mb",
                    1_000_000L,
                    "gb",
                    1_000_000_000L,
                    "kib",
                    1L << 10,
                    "mib",
                    1L << 20,
                    "gib",
                    1L << 30,
                    "mbit",
                    1_000_000L / 8,
                    "gbit",
                    1_000_000_000L / 8);

    @Override
    public Long convert(String value) {
        if (value.equals("off")) {
            return 0L;
        }
        Matcher parts = FORM.matcher(value.toLowerCase(Locale.ROOT));
        Long unit = parts.matches() ? BYTES.get(parts.group(2)) : null;
        if (unit == null) {
            throw wrong(value);
        }
        long bytes = new BigDecimal(parts.group(1)).multiply(BigDecimal.valueOf(unit)).longValue();
        if (bytes == 0) {
            throw wrong(value);
        }
        return bytes;
    }

    private static TypeConversionException wrong(String value) {
        return new TypeConversionException(
                "\""
                        + value
                        + "\" is not a bandwidth; write 400MB/s, 50MiB/s, 1.5Gbit/s or the like, or"
                        + " off for no limit");
    }
}
