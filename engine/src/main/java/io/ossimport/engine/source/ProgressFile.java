package io.ossimport.engine.source;

import io.ossimport.transfer.count.Forecast;
import io.ossimport.transfer.input.InputRecord;
import io.ossimport.transfer.report.JobFolder;
import io.ossimport.transfer.report.Outlook;
import io.ossimport.transfer.report.SourceCount;
import io.ossimport.transfer.report.Totals;
import java.io.IOException;

/**
 * Writes how far the run is, and what can be said of the rest, to {@code progress.json}. Once the
 * last totals are written, older ones that come late are ignored. Safe for many threads.
 */
final class ProgressFile {

    private final RunId run;
    private final JobFolder folder;

    // guarded by this
    private final Forecast forecast = new Forecast();
    private final CpuLoad cpu = new CpuLoad();
    private SourceCount total = SourceCount.NONE;
    private boolean ended;

    ProgressFile(RunId run) {
        this.run = run;
        this.folder = JobFolder.of(run.job());
    }

    /** Writes these totals unless the last ones are written. */
    synchronized void write(Totals totals) throws IOException {
        if (!ended) {
            forecast.add(System.nanoTime(), totals, cpu.sinceLast());
            Outlook outlook = forecast.outlook(total());
            folder.writeProgress(run.progress(totals, outlook, false));
        }
    }

    /** How much there is, as far as it is known by now. */
    private SourceCount total() throws IOException {
        if (total.whole() || run.isRetry()) {
            return total;
        }
        total =
                run.job().input().given()
                        ? SourceCount.ofList(InputRecord.read(folder.input(run.run())).objects())
                        : folder.readCount(run.run()).orElse(SourceCount.NONE);
        return total;
    }

    /** Writes the totals with which the run ends. */
    synchronized void writeLast(Totals totals) throws IOException {
        folder.writeProgress(run.progress(totals, Outlook.NONE, true));
        ended = true;
    }
}
