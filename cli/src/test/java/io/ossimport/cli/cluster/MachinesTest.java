package io.ossimport.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.testkit.leak.Canary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code conf/workers} and {@code conf/sys.properties} say, and what is wrong with them. */
class MachinesTest {

    @TempDir Path conf;

    @BeforeEach
    void bothFiles() throws IOException {
        workers("10.0.0.1\n10.0.0.2\n");
        system("workingDir=/mnt/ossimport\nworkerUserName=root\n");
    }

    private void workers(String text) throws IOException {
        Files.writeString(conf.resolve("workers"), text);
    }

    private void system(String text) throws IOException {
        Files.writeString(conf.resolve("sys.properties"), text);
    }

    private Machines read() throws InvalidConfigException {
        return Machines.read(conf);
    }

    @Test
    void theFirstLineIsTheMasters() throws Exception {
        workers("\uFEFF# ours\r\n 10.0.0.1 \r\n\r\nnode-2.example\r\n2001:db8::3\r\n");
        assertThat(read().all()).containsExactly("10.0.0.1", "node-2.example", "2001:db8::3");
        assertThat(read().master()).hasToString("10.0.0.1:6123");
        assertThat(read().masterHost()).isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.1:7000, 10.0.0.1:7000",
        "[2001:db8::1]:7000, [2001:db8::1]:7000",
        "[2001:db8::1]:6123, [2001:db8::1]:6123",
        "2001:db8::1, [2001:db8::1]:6123"
    })
    void theFirstLineMayHaveAPort(String line, String master) throws Exception {
        workers(line + "\n10.0.0.2\n");
        assertThat(read().master()).hasToString(master);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-oProxyCommand=x | line 2: is no name or address",
                "10.0.0.2 10.0.0.3 | line 2: is no name or address",
                "root@10.0.0.2 | line 2: is no name or address",
                "10.0.0.2:22 | line 2: has a port, which only the first line may have",
                "10.0.0.1 | line 2: 10.0.0.1 is there already",
                "$(reboot) | line 2: is no name or address"
            })
    void aWrongMachineIsNamedWithItsLine(String line, String sentence) throws Exception {
        workers("10.0.0.1\n" + line + "\n");
        assertThatThrownBy(this::read)
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining(conf.resolve("workers") + ", " + sentence);
    }

    @Test
    void allMistakesOfBothFilesAreSaidAtOnce() throws Exception {
        workers("10.0.0.1:65534\n");
        system("workingDir=.\nsshPort=70000\nworkerUser=root\nsshport=22\n");
        assertThatThrownBy(this::read)
                .hasMessageContaining("5 mistakes")
                .hasMessageContaining("workers, line 1: the port is 65534")
                .hasMessageContaining("sys.properties, line 1: workingDir is \".\"")
                .hasMessageContaining("line 2: sshPort is \"70000\"")
                .hasMessageContaining("line 3: there is no key workerUser; write workerUserName")
                .hasMessageContaining("line 4: there is no key sshport; write sshPort");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "workingDir= | workingDir is \"\"; it must be the absolute path",
                "workingDir=/ | workingDir is \"/\"",
                "workerUserName=-oX | workerUserName is no name of a user",
                "privateKeyFile=/nowhere/key | privateKeyFile is /nowhere/key, which is not there",
                "sshPort=ssh | sshPort is \"ssh\"; allowed: 1 to 65535",
                "javaHeapMaxSize=much | javaHeapMaxSize is \"much\"; write 1024m or 2g",
                "canary7f3e | is not of the form key=value"
            })
    void aWrongValueIsNamedWithItsLine(String line, String sentence) throws Exception {
        system("workingDir=/mnt/ossimport\n" + line + "\n");
        assertThatThrownBy(this::read)
                .hasMessageContaining(conf.resolve("sys.properties") + ", line 2: " + sentence)
                .hasMessageNotContaining(Canary.TEXT);
    }

    @Test
    void missingFilesAreBothNamed() throws Exception {
        Files.delete(conf.resolve("workers"));
        Files.delete(conf.resolve("sys.properties"));
        assertThatThrownBy(this::read)
                .hasMessageContaining("2 mistakes")
                .hasMessageContaining("workers is not there; docs/guide/cluster.md")
                .hasMessageContaining("sys.properties is not there");
    }

    @Test
    void anEmptyListOfMachinesIsRefused() throws Exception {
        workers("\n# 10.0.0.1\n");
        assertThatThrownBy(this::read).hasMessageContaining("workers names no machine");
    }

    @Test
    void aPasswordIsWarnedOfAndNeverShownOrPassedOn() throws Exception {
        system(
                "workingDir=/mnt/ossimport\nworkerPassword = "
                        + Canary.secret("Ssh")
                        + "\nsshPort=22\n");
        Machines machines = read();
        assertThat(machines.warnings())
                .singleElement()
                .asString()
                .contains("A key is safer")
                .doesNotContain(Canary.TEXT);
        assertThat(machines.toString()).doesNotContain(Canary.TEXT);
        assertThat(machines.system().text())
                .contains("sshPort=22")
                .doesNotContain("workerPassword");
        assertThat(machines.system().password().reveal()).isEqualTo(Canary.secret("Ssh"));
    }

    @Test
    void aKeyGoesBeforeThePassword() throws Exception {
        Path key = Files.createFile(conf.resolve("id"));
        system("workingDir=/mnt/o\nworkerPassword=x\nprivateKeyFile=" + key + "\n");
        assertThat(read().warnings()).singleElement().asString().contains("which is not used");
    }

    @Test
    void theHeapIsThatOfTheProgram() throws Exception {
        assertThat(read().program()).containsExactly("/mnt/ossimport/package/ossimport");
        system("workingDir=/mnt/ossimport/\njavaHeapMaxSize=2g\n");
        assertThat(read().program())
                .containsExactly(
                        "env", "OSSIMPORT_JAVA_OPTS=-Xmx2g", "/mnt/ossimport/package/ossimport");
    }
}
