package io.ossimport.cli.show;

import java.io.PrintWriter;

/**
 * The two channels of a command: results go to standard output, talk goes to standard error. With
 * {@code --json} the results are JSON lines and nothing else; with {@code --quiet} the talk is
 * errors only. Safe for many threads, a line at a time.
 */
public final class Talk {

    private static final String ERASE_LINE = "\r\u001b[K";

    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean json;
    private final boolean quiet;
    private final int columns;
    private final boolean colour;

    /**
     * @param columns the width of the terminal that standard error is, or 0 when it is none
     * @param colour whether colours are welcome on it
     */
    public Talk(
            PrintWriter out,
            PrintWriter err,
            boolean json,
            boolean quiet,
            int columns,
            boolean colour) {
        this.out = out;
        this.err = err;
        this.json = json;
        this.quiet = quiet;
        this.columns = columns;
        this.colour = colour;
    }

    public boolean isJson() {
        return json;
    }

    public boolean isQuiet() {
        return quiet;
    }

    public boolean hasColour() {
        return colour;
    }

    /** A line of the result for people. Not said with {@code --json}. */
    public void result(String line) {
        if (!json) {
            out.println(line);
            out.flush();
        }
    }

    /** One object of the result for programs, on one line. Said only with {@code --json}. */
    public void json(String object) {
        if (json) {
            out.println(object);
            out.flush();
        }
    }

    /** What is going on, for a person who watches. */
    public void say(String line) {
        if (!quiet) {
            err.println(line);
            err.flush();
        }
    }

    /** Something that the user must know, also with {@code --quiet}. */
    public void warn(String line) {
        err.println(line);
        err.flush();
    }

    /** Whether there is a terminal to draw on, and somebody who wants to see it. */
    boolean isDrawnOn() {
        return columns > 0 && !quiet;
    }

    /** Writes {@code line} over the one that the cursor is on; it is cut to fit. */
    void drawOver(String line) {
        draw(ERASE_LINE + cut(line));
    }

    /** Leaves the cursor on an empty line. */
    void erase() {
        draw(ERASE_LINE);
    }

    // A line that the terminal wraps would make two, and the next drawing would miss one.
    String cut(String line) {
        int width = Math.max(10, columns - 1);
        return line.length() <= width ? line : line.substring(0, width);
    }

    /** Raw characters for the terminal: the live display. */
    void draw(String text) {
        err.print(text);
        err.flush();
    }
}
