package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.cli.show.ReasonText;
import io.ossimport.core.outcome.Reason;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the reasons in the lists mean. */
class ReasonTextTest {

    @ParameterizedTest
    @EnumSource
    void everyReasonIsExplainedInSentences(Reason reason) {
        assertThat(ReasonText.of(reason)).matches("[A-Z].{20,}\\.").doesNotContain("  ");
    }
}
