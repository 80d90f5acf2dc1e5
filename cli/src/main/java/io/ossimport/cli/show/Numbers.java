package io.ossimport.cli.show;

import java.time.Duration;
import java.util.Locale;

/** Numbers as people read them. Scripts get the bare ones in JSON. */
public final class Numbers {

    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"};

    private Numbers() {}

    /** {@code 512 B}, {@code 1.5 GiB}: three digits or so, in powers of 1024. */
    public static String size(long bytes) {
        return scaled((double) bytes);
    }

    /** {@code 210 MiB/s}: an amount in so many seconds. */
    public static String speed(long bytes, double seconds) {
        return scaled((double) bytes / Math.max(0.001, seconds)) + "/s";
    }

    private static String scaled(double amount) {
        double value = amount;
        int unit = 0;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        String format = unit == 0 || value >= 100 ? "%.0f %s" : "%.1f %s";
        return String.format(Locale.ROOT, format, value, UNITS[unit]);
    }

    /** {@code 1,204,331}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 0.4 s}, {@code 59 s}, {@code 14m05s}, {@code 3h07m}, {@code 2d04h}. */
    public static String time(Duration duration) {
        long seconds = duration.toSeconds();
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f s", duration.toMillis() / 1000.0);
        }
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return String.format(Locale.ROOT, "%dm%02ds", seconds / 60, seconds % 60);
        }
        if (seconds < 86_400) {
            return String.format(Locale.ROOT, "%dh%02dm", seconds / 3600, seconds / 60 % 60);
        }
        return String.format(Locale.ROOT, "%dd%02dh", seconds / 86_400, seconds / 3600 % 24);
    }

    /** {@code 1 object}, {@code 2 objects}. */
    public static String objects(long number) {
        return count(number) + (number == 1 ? " object" : " objects");
    }
}
