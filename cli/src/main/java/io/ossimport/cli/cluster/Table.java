package io.ossimport.cli.cluster;

import java.util.ArrayList;
import java.util.List;

/** Rows of words in columns. */
public final class Table {

    private Table() {}

    /** The lines, each column as wide as its widest word. */
    public static List<String> lines(List<List<String>> rows) {
        List<Integer> widths = new ArrayList<>();
        for (List<String> row : rows) {
            for (int column = 0; column < row.size(); column++) {
                int width = row.get(column).length();
                if (column == widths.size()) {
                    widths.add(width);
                } else {
                    widths.set(column, Math.max(width, widths.get(column)));
                }
            }
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, List<Integer> widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            String word = row.get(column);
            line.append(word).append(" ".repeat(widths.get(column) - word.length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
