package io.ossimport.cli.cluster;

import io.ossimport.core.config.InvalidConfigException;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The lines of a file below {@code conf} that say something, and the mistakes found in them. */
final class ConfFile {

    /**
     * One of them.
     *
     * @param number from 1
     */
    record Line(int number, String text) {}

    private final Path file;
    private final List<String> mistakes;

    /**
     * @param mistakes gets what is wrong, one sentence each
     */
    ConfFile(Path file, List<String> mistakes) {
        this.file = file;
        this.mistakes = mistakes;
    }

    /** Without blanks at both ends, empty lines and comments; none when it cannot be read. */
    List<Line> lines() {
        List<Line> lines = new ArrayList<>();
        int number = 0;
        for (String raw : read()) {
            number++;
            String text = (number == 1 ? raw.replace("\uFEFF", "") : raw).strip();
            if (!text.isEmpty() && !text.startsWith("#") && !text.startsWith("!")) {
                lines.add(new Line(number, text));
            }
        }
        return lines;
    }

    private List<String> read() {
        try {
            return Files.readAllLines(file);
        } catch (NoSuchFileException e) {
            wrong(0, "is not there; docs/guide/cluster.md shows what belongs into it");
        } catch (CharacterCodingException e) {
            wrong(0, "is not UTF-8; save it as UTF-8");
        } catch (IOException e) {
            wrong(0, "cannot be read; give this user the right to read it");
        }
        return List.of();
    }

    /**
     * Notes a mistake.
     *
     * @param line its number; 0 for the file as a whole
     */
    void wrong(int line, String sentence) {
        mistakes.add(file + (line == 0 ? " " : ", line " + line + ": ") + sentence + ".");
    }

    /** Throws all mistakes in one message; does nothing when there are none. */
    static void throwIfAny(List<String> mistakes) throws InvalidConfigException {
        if (mistakes.size() == 1) {
            throw new InvalidConfigException(mistakes.get(0));
        }
        if (!mistakes.isEmpty()) {
            throw new InvalidConfigException(
                    mistakes.size() + " mistakes:\n  " + String.join("\n  ", mistakes));
        }
    }
}
