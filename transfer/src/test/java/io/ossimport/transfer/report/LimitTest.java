package io.ossimport.transfer.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LimitTest {

    @ParameterizedTest
    @CsvSource({
        // listing, source, destination, bandwidth, source throttling, destination throttling
        "0, 0, 0, 0, 0, 0, 0.0, UNKNOWN",
        "0, 0, 0, 0, 0, 0, 0.85, CPU",
        "0, 60, 4, 0, 0, 0, 0.90, CPU",
        "0, 60, 4, 0, 0, 0, 0.84, SOURCE_READS",
        "60, 2, 2, 0, 0, 0, 0.10, LISTING",
        "0, 20, 44, 0, 0, 0, 0.10, DESTINATION_WRITES",
        "0, 10, 10, 44, 0, 0, 0.10, JOB_LIMITS",
        "0, 8, 6, 0, 50, 0, 0.10, SOURCE_THROTTLING",
        "0, 8, 6, 0, 0, 50, 0.10, DESTINATION_THROTTLING",
        "1, 0, 0, 0, 0, 0, 0.00, LISTING"
    })
    void whatMostPlacesWaitForIsTheLimit(
            int listing,
            int source,
            int destination,
            int bandwidth,
            int sourceThrottling,
            int destinationThrottling,
            double cpu,
            Limit limit) {
        Waits waits =
                new Waits(
                        listing,
                        source,
                        destination,
                        bandwidth,
                        sourceThrottling,
                        destinationThrottling);
        assertThat(Limit.of(waits, cpu)).isEqualTo(limit);
    }
}
