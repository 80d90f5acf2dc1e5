package io.ossimport.cli.show;

import io.ossimport.transfer.report.Totals;
import java.time.Duration;

/** Shows nothing. */
final class NoDisplay implements Display {

    @Override
    public void update(Totals totals, Duration elapsed) {}

    @Override
    public void finish(Totals totals, Duration elapsed) {}
}
