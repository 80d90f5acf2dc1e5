package io.ossimport.transfer.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.transfer.report.Limit;
import io.ossimport.transfer.report.Outlook;
import io.ossimport.transfer.report.ProofCounts;
import io.ossimport.transfer.report.Requests;
import io.ossimport.transfer.report.SourceCount;
import io.ossimport.transfer.report.Totals;
import io.ossimport.transfer.report.Waits;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ForecastTest {

    private static final long UNKNOWN = SourceCount.UNKNOWN;
    private static final SourceCount COUNT = count(10_000, 1_000_000, true);

    private final Forecast forecast = new Forecast();

    private static SourceCount count(long objects, long bytes, boolean isWhole) {
        return new SourceCount(objects, objects, bytes, isWhole, Requests.NONE);
    }

    /** So many objects have an outcome, of so many bytes together; all were copied. */
    private static Totals totals(long objects, long bytes, long bytesMoved, Waits waits) {
        return new Totals(
                objects,
                objects,
                0,
                0,
                bytes,
                ProofCounts.ZERO,
                Map.of(),
                Requests.NONE,
                Requests.NONE,
                bytesMoved,
                0,
                0,
                bytes,
                waits);
    }

    private void at(int second, long objects, long bytes) {
        at(second, totals(objects, bytes, bytes, Waits.NONE), 0);
    }

    private void at(int second, Totals totals, double cpu) {
        forecast.add(TimeUnit.SECONDS.toNanos(second), totals, cpu);
    }

    private void expectEta(long low, long high) {
        Outlook outlook = forecast.outlook(COUNT);
        assertThat(outlook.etaSecondsLow()).isEqualTo(low);
        assertThat(outlook.etaSecondsHigh()).isEqualTo(high);
    }

    @Test
    void nothingIsSaidAtFirst() {
        assertThat(forecast.outlook(COUNT)).isEqualTo(Outlook.NONE);
        at(100, 0, 0);
        at(104, 50, 4_000);
        expectEta(UNKNOWN, UNKNOWN);
    }

    @Test
    void theEndIsReckonedByObjectsAndByBytes() {
        at(100, 0, 0);
        at(110, 1_000, 50_000);

        // 9,000 objects at 100/s, 950,000 bytes at 5,000/s
        expectEta(90, 190);
        assertThat(forecast.outlook(COUNT))
                .isEqualTo(
                        new Outlook(
                                10_000, 1_000_000, true, 9_000, 950_000, 90, 190, Limit.UNKNOWN));
    }

    @Test
    void theEndIsReckonedByTheLastMinuteAndByTheWhole() {
        at(0, 0, 0);
        for (int second = 1; second <= 60; second++) {
            at(second, 100L * second, 10_000L * second);
        }
        for (int second = 61; second <= 120; second++) {
            at(second, 6_000 + 10L * (second - 60), 600_000 + 1_000L * (second - 60));
        }

        // 3,400 objects and 340,000 bytes at 10/s of the minute, at 55/s of the whole
        expectEta(62, 340);
    }

    @Test
    void bytesOfObjectsThatAreUnderWayCountAsDone() {
        at(0, totals(0, 0, 0, Waits.NONE), 0);
        at(10, totals(1_000, 50_000, 250_000, Waits.NONE), 0);

        Outlook outlook = forecast.outlook(COUNT);
        assertThat(outlook.leftBytes()).isEqualTo(750_000);
        assertThat(outlook.etaSecondsLow()).isEqualTo(30);
        assertThat(outlook.etaSecondsHigh()).isEqualTo(90);
    }

    @Test
    void oneLargeObjectThatMovesIsEnough() {
        at(0, totals(9_999, 0, 0, Waits.NONE), 0);
        at(10, totals(9_999, 0, 100_000, Waits.NONE), 0);
        expectEta(90, 90);
    }

    @Test
    void nothingIsSaidOfARunThatStandsStill() {
        at(0, 0, 0);
        at(10, 1_000, 100_000);
        at(71, 1_000, 100_000);
        at(75, 1_000, 100_000);
        expectEta(UNKNOWN, UNKNOWN);
    }

    @Test
    void beforeAllIsCountedThereAreAtLeastSoMany() {
        at(0, 0, 0);
        at(10, 1_000, 100_000);

        Outlook outlook = forecast.outlook(count(3_000, 200_000, false));

        assertThat(outlook)
                .isEqualTo(
                        new Outlook(
                                3_000,
                                200_000,
                                false,
                                2_000,
                                100_000,
                                UNKNOWN,
                                UNKNOWN,
                                Limit.UNKNOWN));
        assertThat(forecast.outlook(count(500, 200, false)).leftObjects()).isZero();
    }

    @Test
    void nothingIsKnownWhereNobodyCounts() {
        at(0, 0, 0);
        at(10, 1_000, 100_000);
        assertThat(forecast.outlook(SourceCount.NONE)).isEqualTo(Outlook.NONE);
    }

    @Test
    void ofAListOnlyTheObjectsAreKnown() {
        at(0, 0, 0);
        at(10, 1_000, 100_000);

        Outlook outlook = forecast.outlook(SourceCount.ofList(5_000));

        assertThat(outlook.totalBytes()).isEqualTo(UNKNOWN);
        assertThat(outlook.leftBytes()).isEqualTo(UNKNOWN);
        assertThat(outlook.etaSecondsLow()).isEqualTo(40);
        assertThat(outlook.etaSecondsHigh()).isEqualTo(40);
    }

    @Test
    void moreThanWasCountedLeavesNothing() {
        at(0, 0, 0);
        at(10, 10_001, 1_000_001);

        Outlook outlook = forecast.outlook(COUNT);

        assertThat(outlook.leftObjects()).isZero();
        assertThat(outlook.leftBytes()).isZero();
        assertThat(outlook.hasEta()).isFalse();
    }

    @Test
    void aMoverThatGoesBackToACheckpointBeginsAnew() {
        at(0, 0, 0);
        at(10, 1_000, 100_000);
        at(11, 500, 50_000);
        expectEta(UNKNOWN, UNKNOWN);
        at(21, 1_500, 150_000);
        expectEta(85, 85);
    }

    @Test
    void theLimitIsThatOfTheLastTenSeconds() {
        Waits listing = new Waits(64, 0, 0, 0, 0, 0);
        Waits writes = new Waits(0, 10, 54, 0, 0, 0);
        for (int second = 0; second < 20; second++) {
            at(second, totals(second, 0, 0, second < 10 ? listing : writes), 0.5);
        }
        assertThat(forecast.outlook(SourceCount.NONE).limitedBy())
                .isEqualTo(Limit.DESTINATION_WRITES);
    }

    @Test
    void processorsThatAreBusyAreTheLimitWhateverElseIsWaitedFor() {
        Waits writes = new Waits(0, 0, 64, 0, 0, 0);
        for (int second = 0; second < 10; second++) {
            at(second, totals(second, 0, 0, writes), second % 2 == 0 ? 0.80 : 0.92);
        }
        assertThat(forecast.outlook(SourceCount.NONE).limitedBy()).isEqualTo(Limit.CPU);
    }
}
