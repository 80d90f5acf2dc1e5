package io.ossimport.cli;

import io.ossimport.testkit.fault.FaultKind;

/**
 * Each call that moves bytes moves but one, and each that needs space on the disk finds none from
 * there on.
 */
final class NthCallFallsShortTest extends NthCallTest {

    NthCallFallsShortTest() {
        super(FaultKind.SHORT, FaultKind.NO_SPACE);
    }
}
