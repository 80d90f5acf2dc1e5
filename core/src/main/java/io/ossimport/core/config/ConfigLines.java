package io.ossimport.core.config;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The lines of a configuration file: {@code key=value}, UTF-8, with LF or CRLF at the end. A line
 * that is empty or begins with {@code #} or {@code !} is a comment. The key ends at the first
 * {@code =}; blanks around key and value are dropped. Unlike in Java's own properties, a backslash
 * stands for itself and no line goes on in the next one, so that {@code c:\data} means what it
 * says.
 */
final class ConfigLines {

    /**
     * One {@code key=value}.
     *
     * @param place for messages: {@code conf/job.cfg, line 12} or {@code command line}
     * @param file where it stands, absolute, or empty when not in a file
     */
    record Line(String key, String value, String place, String file) {}

    private ConfigLines() {}

    static List<Line> of(Path file, Problems problems) throws InvalidConfigException {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String text : read(file).split("\n", -1)) {
            number++;
            String place = file + ", line " + number;
            // The first line of a file that Windows wrote may begin with a byte order mark.
            String line = (number == 1 && text.startsWith("\uFEFF") ? text.substring(1) : text);
            add(line.strip(), place, file.toAbsolutePath().toString(), lines, problems);
        }
        return lines;
    }

    static List<Line> ofCommandLine(List<String> overrides, Problems problems) {
        List<Line> lines = new ArrayList<>();
        for (String override : overrides) {
            add(override.strip(), "command line", "", lines, problems);
        }
        return lines;
    }

    private static void add(
            String line, String place, String file, List<Line> lines, Problems problems) {
        if (line.isEmpty() || line.startsWith("#") || line.startsWith("!")) {
            return;
        }
        int equals = line.indexOf('=');
        if (equals <= 0) {
            // The line itself is not repeated: it may be half of a secret.
            problems.add(place, "is not of the form key=value");
            return;
        }
        lines.add(
                new Line(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip(),
                        place,
                        file));
    }

    private static String read(Path file) throws InvalidConfigException {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (NoSuchFileException e) {
            throw new InvalidConfigException("There is no file " + file + ".", e);
        } catch (CharacterCodingException e) {
            throw new InvalidConfigException(
                    file + " is not UTF-8. Save it as UTF-8 and try again.", e);
        } catch (IOException e) {
            throw new InvalidConfigException(
                    file
                            + (Files.isDirectory(file)
                                    ? " is a folder, not a job file."
                                    : " cannot be read. Give this user the right to read it."),
                    e);
        }
    }
}
