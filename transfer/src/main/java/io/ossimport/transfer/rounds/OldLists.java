package io.ossimport.transfer.rounds;

import io.ossimport.core.outcome.OutcomeKind;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.Recount;
import io.ossimport.transfer.report.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * Keeps many rounds from filling the disk. Each round has a row for every key that it listed, and
 * most rows say that nothing was to be done; of these the newest round's are kept. What was copied
 * and what failed is kept of every round, and so are the summaries.
 */
public final class OldLists {

    private OldLists() {}

    /**
     * Removes the skipped lists of all rounds before this run, which is complete, and the folders
     * of other lists of theirs that hold no list. Those that were cut and begun again are not gone
     * on with any more. Stops at a round that has no skipped list, since those before it have none
     * either.
     */
    public static void removeBefore(JobFolder folder, int run) throws IOException {
        for (int before = run - 1; before > 0; before--) {
            if (folder.readRun(before).map(RunRecord::round).isEmpty()) {
                continue;
            }
            Path skipped = folder.list(before, OutcomeKind.SKIPPED);
            if (!Files.exists(skipped)) {
                return;
            }
            for (OutcomeKind kind : OutcomeKind.values()) {
                Path list = folder.list(before, kind);
                if (kind != OutcomeKind.SKIPPED && Recount.files(list).isEmpty()) {
                    remove(list);
                }
            }
            remove(skipped); // last: whoever is cut here comes back to it
        }
    }

    // Files of lists, those never finished too, lie right in their folder.
    private static void remove(Path list) throws IOException {
        if (!Files.exists(list)) {
            return;
        }
        try (Stream<Path> files = Files.list(list)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(list);
    }
}
