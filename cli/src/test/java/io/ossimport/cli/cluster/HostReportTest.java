package io.ossimport.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether a machine can take part, from what was found there. */
class HostReportTest {

    private static final String FINE =
            """
            clock 1000
            java 17.0.9
            handles 65536
            shared token
            free 20000000
            writable yes
            port 6123 free
            port 6124 free
            port 6125 free
            """;

    @TempDir Path conf;
    private Machines machines;

    @BeforeEach
    void twoMachines() throws Exception {
        Files.writeString(conf.resolve("workers"), "10.0.0.1\n10.0.0.2\n");
        Files.writeString(conf.resolve("sys.properties"), "workingDir=/mnt/ossimport\n");
        machines = Machines.read(conf);
    }

    private HostReport report(String host, int status, String out, String err) {
        Answer answer = new Answer(host, status, out, err, 900, 1_100);
        HostFacts facts = HostFacts.of(answer);
        return new HostReport(facts, machines, facts.shared().equals("token"));
    }

    @Test
    void oneThatLacksNothingIsReady() {
        HostReport report = report("10.0.0.2", 0, FINE, "");
        assertThat(report.troubles()).isEmpty();
        assertThat(report.warnings()).isEmpty();
        assertThat(report.row())
                .containsExactly(
                        "10.0.0.2", "17.0.9", "ok", "19.1 GiB", "65536", "ok", "shared", "yes");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "java 17.0.9 | java | has no java in the PATH of ssh",
                "java 17.0.9 | java 1.8.0_202 | has Java 1.8.0_202; OssImport needs 17 there",
                "java 17.0.9 | java 11.0.2 | has Java 11.0.2",
                "clock 1000 | clock 101100 | has a clock that is +100.0 s off",
                "shared token | shared | does not see in /mnt/ossimport what 10.0.0.1 has written",
                "writable yes | writabl | cannot write into /mnt/ossimport",
                "free 20000000 | free 1000 | has 1.0 MiB left in /mnt/ossimport",
                "port 6124 free | port 6124 no answer | does not reach port 6124 of 10.0.0.1 (no answer)",
                "port 6123 free | missing setsid | has no setsid"
            })
    void whatIsToBePutRightIsSaid(String fine, String found, String sentence) {
        HostReport report = report("10.0.0.2", 0, FINE.replace(fine, found), "");
        assertThat(report.troubles()).singleElement().asString().startsWith("10.0.0.2 " + sentence);
        assertThat(report.row()).endsWith("no");
    }

    @Test
    void aPortOfTheMastersMachineMustBeFreeUntilOurMasterHasIt() {
        String taken = FINE.replace("6123 free", "6123 open");
        assertThat(report("10.0.0.1", 0, taken, "").troubles())
                .singleElement()
                .asString()
                .contains("port 6123 is taken by another program");
        HostReport ours = report("10.0.0.1", 0, taken + "running master\n", "");
        assertThat(ours.troubles()).isEmpty();
        assertThat(ours.running()).containsExactly("master");
        assertThat(report("10.0.0.2", 0, taken, "").troubles()).isEmpty();
    }

    @Test
    void aClockThatIsALittleOffIsShownOnly() {
        HostReport report = report("10.0.0.2", 0, FINE.replace("clock 1000", "clock 400"), "");
        assertThat(report.troubles()).isEmpty();
        assertThat(report.row()).contains("-0.5 s");
    }

    @Test
    void fewOpenFilesAreAWarning() {
        HostReport report = report("10.0.0.2", 0, FINE.replace("65536", "1024"), "");
        assertThat(report.troubles()).isEmpty();
        assertThat(report.warnings()).singleElement().asString().contains("1024 files only");
    }

    @Test
    void oneThatIsNotReachedSaysWhatToDo() {
        HostReport unknown = report("10.0.0.2", 255, "", "Host key verification failed.\r\n");
        assertThat(unknown.isReached()).isFalse();
        assertThat(unknown.row()).contains("not reached");
        assertThat(unknown.troubles())
                .singleElement()
                .asString()
                .contains("look at its key once and accept it:  ssh -p 22 10.0.0.2");
        assertThat(report("10.0.0.2", 255, "", "Permission denied (publickey).").troubles())
                .singleElement()
                .asString()
                .contains("ssh-copy-id");
    }
}
