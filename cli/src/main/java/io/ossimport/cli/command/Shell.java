package io.ossimport.cli.command;

import java.util.ArrayList;
import java.util.List;

/** Commands for the user to type, quoted as a shell wants them. */
final class Shell {

    private Shell() {}

    /**
     * {@code ossimport <verb> <first> <more> --working-dir <folder>}, the last when it was given.
     */
    static String command(
            String verb, String first, List<String> more, WorkingFolder workingFolder) {
        List<String> words = new ArrayList<>(List.of("ossimport", verb, quoted(first)));
        more.forEach(word -> words.add(quoted(word)));
        if (workingFolder.isGiven()) {
            words.add("--working-dir");
            words.add(quoted(workingFolder.absolute()));
        }
        return String.join(" ", words);
    }

    static String quoted(String word) {
        return word.matches("[A-Za-z0-9_./:=@%+,-]+")
                ? word
                : "'" + word.replace("'", "'\\''") + "'";
    }
}
