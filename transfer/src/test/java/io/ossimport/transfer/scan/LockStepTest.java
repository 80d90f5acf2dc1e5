package io.ossimport.transfer.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.store.Key;
import io.ossimport.testkit.store.MemoryStore;
import io.ossimport.transfer.copy.Backoff;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class LockStepTest {

    private final MemoryStore source = new MemoryStore("mem://source");
    private final MemoryStore destination = new MemoryStore("mem://destination");
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void stop() {
        timer.shutdownNow();
    }

    private List<Candidate> candidates() throws Exception {
        ListRetry retry =
                new ListRetry(
                        1,
                        new Backoff(Duration.ofMillis(1), Duration.ofMillis(1), new Random(1)),
                        timer);
        LockStep lockStep =
                new LockStep(
                        new OrderedListing(source, Key.of("in/"), Key.EMPTY, retry),
                        new OrderedListing(destination, Key.of("o/"), Key.EMPTY, retry),
                        new KeyMapping(Key.of("in/"), Key.of("o/"), List.of()));
        List<Candidate> all = new ArrayList<>();
        while (!lockStep.isEnded()) {
            all.addAll(lockStep.next().get(10, TimeUnit.SECONDS));
        }
        return all;
    }

    @RepeatedTest(30)
    void everySourceKeyMeetsWhatIsInItsPlace(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        source.setMaxPageSize(1 + random.nextInt(10));
        destination.setMaxPageSize(1 + random.nextInt(10));
        TreeSet<String> there = new TreeSet<>();
        for (int i = 0; i < 100; i++) {
            String rest = Integer.toString(random.nextInt(300), 6);
            if (random.nextInt(3) > 0) {
                source.put("in/" + rest, new byte[1]);
            }
            if (random.nextInt(3) > 0) {
                destination.put("o/" + rest, new byte[1]);
                there.add(rest);
            }
        }

        List<Candidate> candidates = candidates();

        assertThat(candidates)
                .extracting(candidate -> candidate.source().key())
                .containsExactlyElementsOf(source.objects().keySet());
        assertThat(candidates)
                .allSatisfy(
                        candidate -> {
                            String rest = candidate.source().key().toString().substring(3);
                            assertThat(candidate.destinationKey()).isEqualTo(Key.of("o/" + rest));
                            assertThat(candidate.destination() != null)
                                    .isEqualTo(there.contains(rest));
                        });
    }

    @Test
    void aDenseDestinationIsNotListedWhereTheSourceHasNothing() throws Exception {
        source.put("in/a", new byte[1]);
        source.put("in/z", new byte[1]);
        for (int i = 0; i < 20_000; i++) {
            destination.put("o/m" + i, new byte[1]);
        }
        destination.put("o/z", new byte[1]);

        assertThat(candidates()).hasSize(2);
        assertThat(destination.calls("list")).isLessThan(5);
    }
}
