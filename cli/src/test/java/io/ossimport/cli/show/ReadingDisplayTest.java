package io.ossimport.cli.show;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.config.CredentialsSource;
import io.ossimport.core.job.CopySettings;
import io.ossimport.core.job.InputList;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.JobType;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.job.TakeRules;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadingDisplayTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private long nanos;

    private static JobSpec job(InputList input) {
        StoreSpec place =
                new StoreSpec("local", "", "", "", "/", CredentialsSource.ANONYMOUS, Map.of());
        return new JobSpec(
                        "photos",
                        JobType.IMPORT,
                        place,
                        place,
                        TakeRules.ALL,
                        OverwritePolicy.ALWAYS,
                        CopySettings.DEFAULT,
                        1,
                        "/")
                .over(input);
    }

    private ReadingDisplay display(InputList input, boolean json, int columns) {
        Talk talk =
                new Talk(new PrintWriter(out), new PrintWriter(err), json, false, columns, false);
        return new ReadingDisplay(talk, job(input), () -> nanos);
    }

    private void at(ReadingDisplay display, Duration elapsed, long read, long sorted) {
        nanos = elapsed.toNanos();
        display.at(read, sorted);
    }

    @Test
    void aPipeHasALineEveryTenSeconds() {
        try (ReadingDisplay display = display(InputList.SCAN, false, 0)) {
            for (int second = 1; second <= 30; second++) {
                at(display, Duration.ofSeconds(second), second * 1000L, second < 30 ? 0 : 2000);
            }
        }

        assertThat(err.toString().lines())
                .containsExactly(
                        "photos 10 s: 10,000 objects listed",
                        "photos 20 s: 20,000 objects listed",
                        "photos 30 s: 2,000 of 30,000 sorted");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void aProgramHasAnObjectEveryTenSeconds() {
        try (ReadingDisplay display = display(InputList.SCAN, true, 0)) {
            at(display, Duration.ofSeconds(5), 1000, 0);
            at(display, Duration.ofMillis(10_500), 2000, 0);
        }

        assertThat(out.toString().lines())
                .containsExactly(
                        "{\"type\":\"reading\",\"job\":\"photos\",\"read\":2000,\"sorted\":0,"
                                + "\"seconds\":10.5}");
    }

    @Test
    void aTerminalHasOneLineThatIsErasedAtTheEnd() {
        InputList list = new InputList("keys.csv", InputList.Form.AUTO, 1, 2);
        try (ReadingDisplay display = display(list, false, 30)) {
            at(display, Duration.ofMillis(100), 1000, 0);
            at(display, Duration.ofMillis(300), 2000, 0);
            at(display, Duration.ofMillis(400), 3000, 0);
            at(display, Duration.ofSeconds(90), 12_345_678, 0);
        }

        String erase = "\r\u001b[K";
        assertThat(err.toString())
                .isEqualTo(
                        erase
                                + "photos 0.3 s: 2,000 rows read"
                                + erase
                                + "photos 1m30s: 12,345,678 rows"
                                + erase);
    }
}
