package io.ossimport.transfer.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ListedObject.Kind;
import io.ossimport.testkit.store.MemoryStore;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TriageTest {

    private static final TakeRules BETWEEN = TakeRules.ALL.modified(1000, 2000);

    @ParameterizedTest(name = "{0} \"{1}\" of time {2} is {3}")
    @CsvSource({
        "OBJECT, a, 1500, NEW",
        "OBJECT, a, 1000, NEW",
        "OBJECT, a, 2000, NEW",
        "OBJECT, a, 999, FILTERED",
        "OBJECT, a, 2001, FILTERED",
        "OBJECT, /a, 1500, KEY_LEADING_SLASH",
        "SYMLINK, a, 1500, SYMLINK",
        "SPECIAL, a, 1500, SPECIAL_FILE",
        "UNREADABLE, a, 0, SOURCE_UNREADABLE"
    })
    void whatIsListedDecides(Kind kind, String key, long millis, Reason reason) {
        ListedObject object = new ListedObject(Key.of(key), 1, millis, "", Checksum.NONE, "", kind);
        Triage triage =
                new Triage(
                        new MemoryStore("mem://d"),
                        new Filter(BETWEEN, Key.EMPTY),
                        OverwritePolicy.NEVER);

        assertThat(triage.decide(new Candidate(object, object.key(), null)).reason())
                .isEqualTo(reason);
    }
}
