package io.ossimport.transfer.input;

import io.ossimport.core.job.InputList;
import io.ossimport.transfer.report.Json;
import io.ossimport.transfer.report.Requests;
import io.ossimport.transfer.report.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * What the reading of an input list gave, as {@code input.json} keeps it.
 *
 * @param list what was asked for
 * @param readMillis when it was read, since 1970
 * @param files how many files it has
 * @param rows how many rows they have, headers not among them
 * @param objects how many objects are to be looked at
 * @param repeated rows of a key that another row has
 * @param outside rows of keys that do not begin with the source's prefix
 * @param notCurrent rows of an inventory that are older versions or marks of deletions
 * @param problems rows that cannot be used
 * @param requests what was asked of the source, where its own listing is the list
 */
public record InputRecord(
        InputList list,
        long readMillis,
        int files,
        long rows,
        long objects,
        long repeated,
        long outside,
        long notCurrent,
        long problems,
        Requests requests) {

    // Records of versions that did not list the source lack it.
    public InputRecord {
        requests = Objects.requireNonNullElse(requests, Requests.NONE);
    }

    private static Path file(Path folder) {
        return folder.resolve("input.json");
    }

    void write(Path folder) throws IOException {
        WholeFile.write(file(folder), Json.write(this) + "\n");
    }

    /** What was written into {@code folder}. */
    public static InputRecord read(Path folder) throws IOException {
        return Json.read(file(folder), InputRecord.class);
    }

    /**
     * What is to be known of it, sentences; empty when every row named an object of its own.
     *
     * @param folder where the rows that cannot be used are written down
     */
    public String remark(Path folder) {
        StringJoiner remark = new StringJoiner(" ");
        if (problems > 0) {
            remark.add(
                    problems
                            + " of "
                            + rows
                            + " rows of the input list cannot be used: "
                            + folder.resolve("problems.csv.gz")
                            + " says which and why.");
        }
        if (repeated > 0 && !list.isScan()) {
            remark.add(repeated + " rows of the input list named an object once more.");
        }
        if (outside > 0) {
            remark.add(outside + " rows of the input list are not under the source's prefix.");
        }
        if (notCurrent > 0) {
            remark.add(notCurrent + " rows of the inventory are no current versions of objects.");
        }
        return remark.toString();
    }
}
