package io.ossimport.transfer.copy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.outcome.Reason;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.StoreException.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FailureReasonsTest {

    @ParameterizedTest(name = "{1} at the {0} is {2}")
    @CsvSource({
        "SOURCE, NOT_FOUND, SOURCE_GONE",
        "SOURCE, CHANGED, SOURCE_CHANGING",
        "SOURCE, PERMISSION_DENIED, SOURCE_DENIED",
        "SOURCE, ARCHIVED, SOURCE_ARCHIVED",
        "SOURCE, CHECKSUM_MISMATCH, SOURCE_CHECKSUM_MISMATCH",
        "SOURCE, TOO_LARGE, OBJECT_TOO_LARGE",
        "SOURCE, UNAVAILABLE, SOURCE_ERROR",
        "SOURCE, CONTENT_INCOMPLETE, SOURCE_ERROR",
        "SOURCE, BAD_ANSWER, SOURCE_ERROR",
        "SOURCE, THROTTLED, SOURCE_ERROR",
        "SOURCE, UNKNOWN, SOURCE_ERROR",
        "DESTINATION, PERMISSION_DENIED, DEST_DENIED",
        "DESTINATION, IMMUTABLE, DEST_IMMUTABLE",
        "DESTINATION, ALREADY_EXISTS, EXISTS_DIFFERENT",
        "DESTINATION, INVALID_KEY, KEY_INVALID",
        "DESTINATION, FILE_DIR_CONFLICT, FILE_DIR_CONFLICT",
        "DESTINATION, INVALID_METADATA, METADATA_ILLEGAL",
        "DESTINATION, TOO_LARGE, OBJECT_TOO_LARGE",
        "DESTINATION, CHECKSUM_MISMATCH, DEST_CHECKSUM_MISMATCH",
        "DESTINATION, NOT_FOUND, DEST_ERROR",
        "DESTINATION, NO_SUCH_UPLOAD, DEST_ERROR",
        "DESTINATION, UNAVAILABLE, DEST_ERROR",
        "DESTINATION, UNKNOWN, DEST_ERROR"
    })
    void everyFailureHasItsReason(Side side, Kind kind, Reason reason) {
        assertThat(FailureReasons.of(side, kind, Key.of("a"))).isEqualTo(reason);
    }
}
