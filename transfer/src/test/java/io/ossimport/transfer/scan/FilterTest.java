package io.ossimport.transfer.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.job.FilterSpec;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {

    private static final Filter FILTER =
            new Filter(
                    new TakeRules(
                            1000,
                            2000,
                            false,
                            new FilterSpec(
                                    List.of("*.jpg", "raw/**"),
                                    List.of("tmp/**"),
                                    List.of("^2019-\\d\\d$"),
                                    List.of("draft"),
                                    10,
                                    100,
                                    List.of("STANDARD"))),
                    Key.of("photos/"));

    private static ListedObject object(String key, long size, long millis, String storageClass) {
        return new ListedObject(
                Key.of(key),
                size,
                millis,
                "",
                Checksum.NONE,
                storageClass,
                ListedObject.Kind.OBJECT);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            nullValues = "-",
            value = {
                "photos/a.jpg, -",
                "photos/raw/x/y, -",
                "photos/2019-05, -",
                "photos/a.png, not included",
                "photos/x2019-05, not included",
                "photos/tmp/a.jpg, excluded by tmp/**",
                "photos/raw/draft-1, excluded by draft"
            })
    void namesDecideWithoutThePrefix(String key, String why) {
        assertThat(FILTER.leavesOut(Key.of(key))).isEqualTo(why);
        assertThat(FILTER.leavesOut(object(key, 50, 1500, "standard"))).isEqualTo(why);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "10, 1000, STANDARD, -",
                "100, 2000, STANDARD, -",
                "9, 1500, STANDARD, smaller than 10 bytes",
                "101, 1500, STANDARD, larger than 100 bytes",
                "50, 999, STANDARD, modified before the time to begin with",
                "50, 2001, STANDARD, modified after the time to end with",
                "50, 1500, GLACIER, of another storage class: GLACIER",
                "50, 1500, '', of another storage class"
            })
    void sizeTimeAndClassDecide(long size, long millis, String storageClass, String why) {
        assertThat(FILTER.leavesOut(object("photos/a.jpg", size, millis, storageClass)))
                .isEqualTo(why);
    }

    @Test
    void whatFailedBeforeIsTakenHoweverOldItIsButNotOtherwise() {
        TakeRules since = TakeRules.ALL.modified(1000, 2000);
        Filter filter = new Filter(since, Key.EMPTY, Set.of(Key.of("failed")));
        assertThat(filter.leavesOut(object("failed", 50, 999, ""))).isNull();
        assertThat(filter.leavesOut(object("other", 50, 999, ""))).contains("modified before");
        assertThat(filter.leavesOut(object("failed", 50, 2001, ""))).contains("modified after");
    }

    @Test
    void withoutRulesEverythingIsTaken() {
        Filter all = new Filter(TakeRules.ALL, Key.EMPTY);
        assertThat(all.leavesOut(object("x", 0, 0, ""))).isNull();
    }
}
