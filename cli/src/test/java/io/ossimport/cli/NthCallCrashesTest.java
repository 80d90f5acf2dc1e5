package io.ossimport.cli;

import io.ossimport.testkit.fault.FaultKind;

/** The program dies in each call. */
final class NthCallCrashesTest extends NthCallTest {

    NthCallCrashesTest() {
        super(FaultKind.CRASH);
    }
}
