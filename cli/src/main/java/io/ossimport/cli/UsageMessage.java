package io.ossimport.cli;

import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line: the mistake, the nearest right word, where help is. */
final class UsageMessage implements IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException problem, String[] args) {
        CommandLine commandLine = problem.getCommandLine();
        PrintWriter err = commandLine.getErr();
        err.println("ossimport: " + sentence(problem));
        err.println("Try \"" + commandLine.getCommandSpec().qualifiedName() + " --help\".");
        err.flush();
        return ExitCode.BAD_USAGE.status();
    }

    private static String sentence(ParameterException problem) {
        if (!(problem instanceof UnmatchedArgumentException unmatched)
                || unmatched.getUnmatched().isEmpty()) {
            return String.valueOf(problem.getMessage());
        }
        String word = unmatched.getUnmatched().get(0);
        CommandLine commandLine = problem.getCommandLine();
        boolean option = word.startsWith("-");
        // Only the name: what stands behind "=" may be a secret in the wrong place.
        String name = option ? word.replaceFirst("=.*", "") : word;
        Stream<String> known =
                option
                        ? commandLine.getCommandSpec().optionsMap().keySet().stream()
                        : commandLine.getSubcommands().keySet().stream();
        String what =
                option
                        ? "There is no option " + name
                        : commandLine.getSubcommands().isEmpty()
                                ? "There is an argument too many: " + name
                                : "There is no command \"" + name + "\"";
        return what
                + nearest(name, known.toList()).map(n -> "; did you mean " + n + "?").orElse(".");
    }

    private static Optional<String> nearest(String word, List<String> known) {
        return known.stream()
                .filter(name -> distance(word, name) <= Math.max(2, word.length() / 3))
                .min(Comparator.comparingInt(name -> distance(word, name)));
    }

    /** How many letters must be put in, taken out or replaced; upper and lower case are one. */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
