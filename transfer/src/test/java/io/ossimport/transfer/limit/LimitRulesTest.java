package io.ossimport.transfer.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.transfer.report.JobFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LimitRulesTest {

    private static final Limits JOB_FILE =
            new Limits(7, Double.POSITIVE_INFINITY, Integer.MAX_VALUE);
    private static final LimitRules NONE = LimitRules.none(ZoneId.of("Europe/Berlin"));

    @TempDir private Path directory;

    private static LimitRule bandwidth(long bytesPerSecond) {
        return new LimitRule(bytesPerSecond, null, null);
    }

    private static Limits at(LimitRules rules, String time) {
        return rules.at(Instant.parse(time), JOB_FILE);
    }

    @ParameterizedTest
    @CsvSource({
        "09:00, 19:00, 2026-07-01T06:59:59Z, 400",
        "09:00, 19:00, 2026-07-01T07:00:00Z, 50", // 09:00 in Berlin, in summer
        "09:00, 19:00, 2026-07-01T16:59:59Z, 50",
        "09:00, 19:00, 2026-07-01T17:00:00Z, 400",
        "09:00, 19:00, 2026-01-01T07:30:00Z, 400", // 08:30 in Berlin, in winter
        "22:00, 06:00, 2026-01-01T20:59:59Z, 400",
        "22:00, 06:00, 2026-01-01T21:00:00Z, 50",
        "22:00, 06:00, 2026-01-01T04:59:59Z, 50",
        "22:00, 06:00, 2026-01-01T05:00:00Z, 400",
    })
    void aWindowHoldsAtItsTimesOfDay(String from, String to, String time, double expected) {
        LimitRules rules = NONE.with(bandwidth(400)).with(new LimitWindow(from, to, bandwidth(50)));

        assertThat(at(rules, time).bytesPerSecond()).isEqualTo(expected);
    }

    @Test
    void whatIsNotSetStaysAsTheJobFileSays() {
        LimitRules rules = NONE.with(new LimitRule(null, 2000L, null));

        assertThat(at(rules, "2026-01-01T00:00:00Z"))
                .isEqualTo(new Limits(7, 2000, Integer.MAX_VALUE));
    }

    @Test
    void zeroLiftsWhatTheJobFileSays() {
        assertThat(at(NONE.with(bandwidth(0)), "2026-01-01T00:00:00Z")).isEqualTo(Limits.NONE);
    }

    @Test
    void aValueIsReplacedAndTheOthersStay() {
        LimitRule first = new LimitRule(400L, 2000L, 64);
        LimitWindow night = new LimitWindow("22:00", "06:00", first);
        LimitWindow slower = new LimitWindow("22:00", "06:00", bandwidth(50));

        LimitRules rules = NONE.with(first).with(bandwidth(50)).with(night).with(slower);

        LimitRule both = new LimitRule(50L, 2000L, 64);
        assertThat(rules.always()).isEqualTo(both);
        assertThat(rules.windows()).containsExactly(new LimitWindow("22:00", "06:00", both));
    }

    @Test
    void ofTwoWindowsAtOnceTheOneThatWasSetLastCounts() {
        LimitRules rules =
                NONE.with(new LimitWindow("08:00", "20:00", bandwidth(50)))
                        .with(new LimitWindow("10:00", "12:00", bandwidth(10)));

        assertThat(at(rules, "2026-01-01T10:00:00Z").bytesPerSecond()).isEqualTo(10);
        assertThat(at(rules, "2026-01-01T12:00:00Z").bytesPerSecond()).isEqualTo(50);
    }

    @Test
    void theyAreKeptInAFile() throws Exception {
        JobFolder folder = JobFolder.of(directory, "photos");
        LimitRules rules =
                NONE.with(new LimitRule(400L, null, 3))
                        .with(new LimitWindow("09:00", "19:00", bandwidth(50)));

        folder.writeLimits(rules);

        assertThat(folder.readLimits()).contains(rules);
        assertThat(folder.controlFile())
                .content()
                .isEqualToIgnoringWhitespace(
                        """
                        {"zone":"Europe/Berlin",
                         "always":{"bytesPerSecond":400,"transfersInFlight":3},
                         "windows":[{"from":"09:00","to":"19:00","limits":{"bytesPerSecond":50}}]}
                        """);
        folder.removeLimits();
        assertThat(folder.readLimits()).isEmpty();
    }

    @Test
    void peopleMayLeaveOutWhatTheyDoNotWant() throws Exception {
        JobFolder folder = JobFolder.of(directory, "photos");
        Files.createDirectories(folder.path());
        Files.writeString(folder.controlFile(), "{\"zone\":\"UTC\",\"always\":{}}");

        assertThat(folder.readLimits()).contains(LimitRules.none(ZoneId.of("UTC")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "{\"always\":{}}",
                "{\"zone\":\"Mars/North\"}",
                "{\"zone\":\"UTC\",\"always\":{\"bytesPerSecond\":-1}}",
                "{\"zone\":\"UTC\",\"always\":{\"bytesPerSecond\":\"fast\"}}",
                "{\"zone\":\"UTC\",\"windows\":[{\"from\":\"9\",\"to\":\"19:00\"}]}",
                "{\"zone\":\"UTC\",\"windows\":[{\"from\":\"09:00\",\"to\":\"09:00\"}]}",
            })
    void mistakesOfPeopleAreToldWithTheFile(String text) throws Exception {
        JobFolder folder = JobFolder.of(directory, "photos");
        Files.createDirectories(folder.path());
        Files.writeString(folder.controlFile(), text);

        assertThatThrownBy(folder::readLimits)
                .isInstanceOf(IOException.class)
                .hasMessageContaining("jobs/photos/control.json is not right: ");
    }
}
