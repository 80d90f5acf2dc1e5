package io.ossimport.transfer.move;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PageLanesTest {

    private static final int MANY = 10_001;

    private final PageLanes lanes = new PageLanes(64);

    private int open() {
        int open = 0;
        while (lanes.isOneFree(open, 0)) {
            open++;
        }
        return open;
    }

    @Test
    void allAreAskedForAtOnceWhereTheOutcomesArePolledAtOnce() {
        for (int page = 0; page < 60; page++) {
            lanes.came(0);
        }
        assertThat(open()).isEqualTo(64);
        lanes.came(0);
        assertThat(open()).isEqualTo(64);
    }

    @Test
    void lessAreAskedForWhereOutcomesPileUpButOneAlways() {
        for (int page = 0; page < 100; page++) {
            lanes.came(MANY);
        }
        assertThat(open()).isEqualTo(1);
        assertThat(lanes.isOneFree(0, MANY)).as("while they do").isFalse();
    }

    @Test
    void nothingChangesWhereSomeWait() {
        int before = open();
        lanes.came(5_000);
        assertThat(open()).isEqualTo(before);
    }

    @Test
    void neverMoreThanTheMost() {
        assertThat(new PageLanes(2).isOneFree(1, 0)).isTrue();
        assertThat(new PageLanes(2).isOneFree(2, 0)).isFalse();
    }
}
