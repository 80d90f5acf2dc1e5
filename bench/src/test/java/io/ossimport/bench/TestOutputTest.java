package io.ossimport.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ossimport.testkit.leak.Canary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What all tests of all modules printed and logged: this module is the last to be tested. */
class TestOutputTest {

    @Test
    void noTestEverPrintedASecret() throws IOException {
        List<Path> reports = reports(Path.of("..").toRealPath());
        assumeThat(reports).as("modules that were tested").hasSizeGreaterThan(5);
        List<Path> leaks = new ArrayList<>();
        for (Path report : reports) {
            leaks.addAll(Canary.findIn(report));
        }
        assertThat(leaks).isEmpty();
    }

    private static List<Path> reports(Path root) throws IOException {
        try (Stream<Path> folders = Files.find(root, 5, (path, is) -> isReports(path))) {
            return folders.toList();
        }
    }

    private static boolean isReports(Path folder) {
        return folder.endsWith(Path.of("target", "surefire-reports"));
    }
}
