package io.ossimport.core.config;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The values of a job, each checked against its {@link Form}. A value that is wrong has been noted
 * and reads as its default, so that the rest can still be checked. For one thread.
 */
final class JobValues {
    private final Map<JobKey, ConfigLines.Line> lines = new EnumMap<>(JobKey.class);
    private final Problems problems;
    private final String wholePlace;

    /**
     * No values yet.
     *
     * @param wholePlace what to name in a message about a key that is not there
     */
    JobValues(String wholePlace, Problems problems) {
        this.wholePlace = wholePlace;
        this.problems = problems;
    }

    /** Takes the lines of one file, or of the command line; they win over those taken before. */
    void take(List<ConfigLines.Line> file) {
        Map<JobKey, ConfigLines.Line> taken = new EnumMap<>(JobKey.class);
        for (ConfigLines.Line line : file) {
            JobKey key = JobKey.find(line.key());
            if (key == null) {
                String nearest = JobKey.nearest(line.key()).key();
                problems.add(
                        line.place(),
                        "there is no key \"" + line.key() + "\"; the nearest is " + nearest);
                continue;
            }
            ConfigLines.Line before = taken.put(key, line);
            if (before != null && !before.value().equals(line.value())) {
                problems.add(
                        line.place(),
                        key.key() + " has another value already, at " + before.place());
            }
            if (key.isSecret() && line.file().isEmpty()) {
                problems.add(
                        line.place(),
                        key.key()
                                + " cannot be given here, where every user of the machine can read"
                                + " it; put it into the job file or the environment");
                continue;
            }
            check(key, line);
        }
        // A blank value is the default, also over a value of the file before.
        lines.putAll(taken);
    }

    private void check(JobKey key, ConfigLines.Line line) {
        String value = line.value();
        if (value.isEmpty()) {
            return;
        }
        Form form = key.form();
        boolean right =
                switch (form.kind()) {
                    case TEXT, SECRET -> value.chars().noneMatch(Character::isISOControl);
                    case FLAG, CHOICE -> form.words().contains(value.toLowerCase(Locale.ROOT));
                    case NUMBER ->
                            within(form, number(value))
                                    || form.words().contains(value.toLowerCase(Locale.ROOT));
                    case SIZE -> within(form, ByteSize.parse(value));
                };
        if (!right) {
            String shown = key.isSecret() ? " has a control character" : " is \"" + value + "\"";
            problems.add(line.place(), key.key() + shown + "; allowed: " + form.allowed());
        }
    }

    private static boolean within(Form form, long value) {
        return value >= form.min() && value <= form.max();
    }

    private static long number(String value) {
        try {
            return value.startsWith("+") ? -1 : Long.parseLong(value);
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    /** Whether the key is there with a value that is not blank. */
    boolean isSet(JobKey key) {
        ConfigLines.Line line = lines.get(key);
        return line != null && !line.value().isEmpty();
    }

    String text(JobKey key) {
        ConfigLines.Line line = lines.get(key);
        return line == null || line.value().isEmpty() ? key.defaultValue() : line.value();
    }

    boolean flag(JobKey key) {
        return choice(key).equals("true");
    }

    String choice(JobKey key) {
        String value = text(key).toLowerCase(Locale.ROOT);
        return key.form().words().contains(value) ? value : key.defaultValue();
    }

    /** Whether the value of a number's key is one of the words that it may have instead. */
    boolean isWord(JobKey key) {
        return key.form().words().contains(text(key).toLowerCase(Locale.ROOT));
    }

    /** The number; the default when the value is a word. */
    long number(JobKey key) {
        long value = number(text(key));
        return within(key.form(), value) ? value : number(key.defaultValue());
    }

    long size(JobKey key) {
        long value = ByteSize.parse(text(key));
        return within(key.form(), value) ? value : ByteSize.parse(key.defaultValue());
    }

    /** The file in which the key stands, absolute, or empty. */
    String file(JobKey key) {
        ConfigLines.Line line = lines.get(key);
        return line == null ? "" : line.file();
    }

    /** Notes that the key's value cannot be right. The sentence goes on after the key's name. */
    void wrong(JobKey key, String sentence) {
        problems.add(place(key), key.key() + " " + sentence);
    }

    /** Where the key stands, or should stand. */
    String place(JobKey key) {
        ConfigLines.Line line = lines.get(key);
        return line == null ? wholePlace : line.place();
    }
}
