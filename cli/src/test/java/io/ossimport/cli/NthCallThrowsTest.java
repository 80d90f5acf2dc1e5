package io.ossimport.cli;

import io.ossimport.testkit.fault.FaultKind;

/** Each call fails once, with an exception. */
final class NthCallThrowsTest extends NthCallTest {

    NthCallThrowsTest() {
        super(FaultKind.EXCEPTION);
    }
}
