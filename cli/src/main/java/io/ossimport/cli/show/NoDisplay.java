package io.ossimport.cli.show;

import io.ossimport.transfer.report.Progress;
import java.time.Duration;

/** Shows nothing. */
final class NoDisplay implements Display {

    @Override
    public void update(Progress progress, Duration elapsed) {}

    @Override
    public void finish(Progress progress, Duration elapsed) {}
}
