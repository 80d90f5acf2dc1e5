package io.ossimport.transfer.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ossimport.transfer.report.Requests;
import io.ossimport.transfer.report.Totals;
import io.ossimport.transfer.report.Waits;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LimitSharesTest {

    private static final long SECOND = 1_000_000_000;
    private static final int PLACES = 64;

    private final LimitShares shares = new LimitShares();

    /** After one second with so many bytes and requests, of a mover that some limit holds back. */
    private void used(int mover, long bytes, long requests, int inFlight, boolean isHeldBack) {
        shares.forget(mover);
        shares.counted(mover, totals(0, 0, inFlight, isHeldBack), 0);
        shares.counted(mover, totals(bytes, requests, inFlight, isHeldBack), SECOND);
    }

    private static Totals totals(long bytes, long requests, int inFlight, boolean isHeldBack) {
        Totals none = Totals.ZERO;
        return new Totals(
                0,
                0,
                0,
                0,
                0,
                none.proof(),
                Map.of(),
                new Requests(0, requests, 0, 0, 0, 0, 0, 0),
                Requests.NONE,
                bytes,
                inFlight,
                0,
                0,
                isHeldBack ? new Waits(0, 1, 0, PLACES, 0, 0) : new Waits(0, PLACES, 0, 1, 0, 0));
    }

    private static Limits bandwidth(double bytesPerSecond) {
        return new Limits(bytesPerSecond, Double.POSITIVE_INFINITY, Integer.MAX_VALUE);
    }

    private double[] bytes(double whole, int movers) {
        return shares.divide(bandwidth(whole), movers(movers), SECOND).values().stream()
                .mapToDouble(Limits::bytesPerSecond)
                .toArray();
    }

    private static List<Integer> movers(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Test
    void withoutLimitsNobodyIsLimited() {
        assertThat(shares.divide(Limits.NONE, movers(2), 0).values())
                .containsExactly(Limits.NONE, Limits.NONE);
    }

    @Test
    void moversOfWhichNothingIsKnownHaveTheSame() {
        assertThat(bytes(60, 3)).containsExactly(new double[] {20, 20, 20}, within(1e-9));
    }

    @Test
    void whoUsesLittleLeavesTheRestToThoseWhoAreHeldBack() {
        used(0, 10, 0, 5, false);
        used(1, 25, 0, 5, true);
        used(2, 25, 0, 5, true);

        double[] shares = bytes(60, 3);

        assertThat(shares[0]).isCloseTo(11, within(0.5));
        assertThat(shares[1]).isEqualTo(shares[2]).isCloseTo(24.5, within(0.5));
    }

    @Test
    void whoHasEndedLeavesAllToTheOthers() {
        used(0, 30, 0, 5, true);
        used(1, 0, 0, 0, false);

        assertThat(bytes(60, 2)[0]).isGreaterThan(0.99 * 60);
    }

    @Test
    void whoHasSaidNothingForLongLeavesItsShareToo() {
        used(0, 30, 0, 5, true);
        used(1, 30, 0, 5, true);
        shares.counted(0, totals(200, 0, 5, true), 5 * SECOND);

        double kept =
                shares.divide(bandwidth(60), movers(2), 5 * SECOND).values().stream()
                        .mapToDouble(Limits::bytesPerSecond)
                        .max()
                        .orElseThrow();

        assertThat(kept).isGreaterThan(0.99 * 60);
    }

    @Test
    void requestsAreDividedLikewise() {
        used(0, 0, 100, 5, false);
        used(1, 0, 900, 5, true);

        double[] requests =
                shares
                        .divide(new Limits(1e9, 1000, Integer.MAX_VALUE), movers(2), SECOND)
                        .values()
                        .stream()
                        .mapToDouble(Limits::requestsPerSecond)
                        .toArray();

        assertThat(requests).containsExactly(new double[] {115, 885}, within(1.0));
    }

    @Test
    void transfersAreDividedInWholeNumbers() {
        used(0, 0, 0, 3, true);
        used(1, 0, 0, 3, true);
        used(2, 0, 0, 0, false);

        Map<Integer, Limits> divided = shares.divide(new Limits(1e9, 1e9, 7), movers(3), SECOND);

        assertThat(divided.values()).extracting(Limits::transfersInFlight).containsExactly(3, 4, 0);
    }

    @Test
    void togetherTheyHaveTheWholeAndNeverMore() {
        Random random = new Random(11);
        for (int round = 0; round < 2_000; round++) {
            int movers = 1 + random.nextInt(40);
            for (int i = 0; i < movers; i++) {
                if (random.nextInt(4) > 0) {
                    used(
                            i,
                            random.nextInt(1000),
                            random.nextInt(100),
                            random.nextInt(64),
                            random.nextBoolean());
                }
            }
            Limits whole =
                    new Limits(
                            1 + random.nextInt(20_000),
                            1 + random.nextInt(3_000),
                            1 + random.nextInt(500));

            var divided = shares.divide(whole, movers(movers), SECOND).values();

            assertThat(divided.stream().mapToDouble(Limits::bytesPerSecond).sum())
                    .isCloseTo(whole.bytesPerSecond(), within(1e-6));
            assertThat(divided.stream().mapToDouble(Limits::requestsPerSecond).sum())
                    .isCloseTo(whole.requestsPerSecond(), within(1e-6));
            assertThat(divided.stream().mapToInt(Limits::transfersInFlight).sum())
                    .isEqualTo(whole.transfersInFlight());
            assertThat(divided)
                    .allMatch(share -> share.bytesPerSecond() > 0 && share.requestsPerSecond() > 0)
                    .allMatch(share -> share.transfersInFlight() >= 0);
        }
    }
}
