package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The scripts {@code ossimport} and {@code import.sh}, with a Maven and a Java that only record.
 */
class LauncherTest {

    @TempDir Path temp;
    private Path checkout;
    private Path tools;

    private record Ended(int status, String out, String err) {}

    @BeforeEach
    void aCheckoutWithToolsThatRecord() throws IOException {
        checkout = Files.createDirectories(temp.resolve("check out"));
        tools = Files.createDirectories(temp.resolve("tools"));
        Path root = repository();
        for (String script : List.of("ossimport", "import.sh", "console.sh")) {
            Files.copy(root.resolve(script), checkout.resolve(script));
            executable(checkout.resolve(script));
        }
        write(checkout.resolve("pom.xml"), "<project/>");
        write(checkout.resolve("core/src/main/java/A.java"), "class A {}");
        tool(
                "mvn",
                "echo mvn \"$@\" >>\"$RECORD\"; mkdir -p cli/target/lib; exit ${MVN_STATUS:-0}");
        tool(
                "java",
                "if [ \"$1\" = -version ]; then echo 'openjdk version \"'${JAVA_SAYS:-17.0.9}'\"' >&2;"
                        + " exit 0; fi; for a in \"$@\"; do printf '%s\\n' \"$a\"; done;"
                        + " exit ${JAVA_STATUS:-0}");
    }

    @Test
    void theFirstCallBuildsAndSaysSoInOneLine() throws Exception {
        Ended first = start(List.of("JAVA_STATUS=0"), "ossimport", "--version");
        assertThat(first.err().lines().toList())
                .singleElement()
                .asString()
                .startsWith("ossimport: building");
        assertThat(builds()).isEqualTo(1);

        Ended second = start(List.of(), "ossimport", "--version");
        assertThat(second.err()).isEmpty();
        assertThat(builds()).isEqualTo(1);
    }

    @Test
    void aNewerSourceIsBuiltAgain() throws Exception {
        start(List.of(), "ossimport");
        Files.setLastModifiedTime(
                checkout.resolve("core/src/main/java/A.java"),
                FileTime.from(Instant.now().plusSeconds(60)));
        start(List.of(), "ossimport");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void aFailedBuildNamesItsLogAndIsTriedAgain() throws Exception {
        Ended failed = start(List.of("MVN_STATUS=1"), "ossimport");
        assertThat(failed.status()).isEqualTo(70);
        assertThat(failed.err()).contains("the build failed").contains("build.log");
        start(List.of("MVN_STATUS=1"), "ossimport");
        assertThat(builds()).isEqualTo(2);
    }

    @Test
    void theExitStatusComesBack() throws Exception {
        assertThat(start(List.of("JAVA_STATUS=5"), "ossimport", "run", "x").status()).isEqualTo(5);
    }

    @Test
    void argumentsArriveAsTheyAre() throws Exception {
        Ended ended = start(List.of(), "ossimport", "run", "a b.cfg", "--", "*", "", "key=$HOME");
        List<String> lines = ended.out().lines().toList();
        int main = lines.indexOf("io.ossimport.cli.OssImport");
        assertThat(lines.subList(main + 1, lines.size()))
                .containsExactly("run", "a b.cfg", "--", "*", "", "key=$HOME");
    }

    @Test
    void flagsOfTheUserComeAfterOurs() throws Exception {
        Ended ended = start(List.of("OSSIMPORT_JAVA_OPTS=-Xmx2g -Da=b"), "ossimport");
        List<String> lines = ended.out().lines().toList();
        assertThat(lines.indexOf("-Xmx2g")).isGreaterThan(lines.indexOf("-Xmx512m"));
        assertThat(lines).contains("-Da=b");
    }

    @Test
    void linksAndOtherFoldersLeadToTheCheckout() throws Exception {
        Path bin = Files.createDirectories(temp.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("one"), checkout.resolve("ossimport"));
        Files.createSymbolicLink(bin.resolve("two"), Path.of("one"));
        Ended ended = run(List.of(), temp, bin.resolve("two").toString());
        assertThat(ended.status()).isZero();
        assertThat(ended.out()).contains(checkout.resolve("cli/target/lib") + "/*");
    }

    @Test
    void anOldJavaIsRefusedWithASentence() throws Exception {
        Ended ended = start(List.of("JAVA_SAYS=11.0.2"), "ossimport");
        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.err()).contains("is Java 11.0.2; OssImport needs 17 or newer");
        assertThat(start(List.of("JAVA_SAYS=1.8.0_202"), "ossimport").status()).isEqualTo(3);
    }

    @Test
    void aWrongJavaHomeIsNamed() throws Exception {
        Ended ended = start(List.of("JAVA_HOME=/nowhere"), "ossimport");
        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.err()).contains("JAVA_HOME is /nowhere");
    }

    @Test
    void importShRunsTheJobOfTheOldLayout() throws Exception {
        write(checkout.resolve("conf/local_job.cfg"), "jobName=local_test\n");
        write(checkout.resolve("conf/sys.properties"), "javaHeapMaxSize=2048m \r\n");
        Ended ended = run(List.of(), temp, checkout.resolve("import.sh").toString());
        List<String> lines = ended.out().lines().toList();
        assertThat(lines).contains("-Xmx2048m");
        assertThat(lines.subList(lines.size() - 2, lines.size()))
                .containsExactly("run", checkout.resolve("conf/local_job.cfg").toString());
    }

    @Test
    void importShTakesAnotherJobFileAndValues() throws Exception {
        write(temp.resolve("my job.cfg"), "jobName=mine\n");
        Ended ended =
                run(
                        List.of(),
                        temp,
                        checkout.resolve("import.sh").toString(),
                        "my job.cfg",
                        "overwrite=newer",
                        "--json");
        List<String> lines = ended.out().lines().toList();
        assertThat(lines.subList(lines.size() - 4, lines.size()))
                .containsExactly(
                        "run", temp.resolve("my job.cfg").toString(), "overwrite=newer", "--json");
    }

    @Test
    void importShAsksNothingInAPipeAndPassesTheStatusOn() throws Exception {
        write(checkout.resolve("conf/local_job.cfg"), "jobName=local_test\n");
        Ended ended = start(List.of("JAVA_STATUS=1"), "import.sh");
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.err()).doesNotContain("Retry");
    }

    @Test
    void importShWithoutAJobFileSaysWhere() throws Exception {
        Ended ended = start(List.of(), "import.sh");
        assertThat(ended.status()).isEqualTo(3);
        assertThat(ended.err()).contains("there is no job file").contains("conf/local_job.cfg");
    }

    @ParameterizedTest
    @CsvSource({
        "deploy, cluster deploy --conf CONF",
        "start, cluster start --conf CONF",
        "stop, cluster stop --conf CONF",
        "submit, cluster submit --conf CONF CONF/job.cfg",
        "submit a/b.cfg, cluster submit --conf CONF a/b.cfg",
        "stat, cluster stat --conf CONF",
        "stat photos, cluster stat --conf CONF photos",
        "retry, cluster retry --conf CONF",
        "retry photos, cluster retry --conf CONF photos",
        "version, --version"
    })
    void consoleShKnowsOssImportsCommands(String typed, String passedOn) throws Exception {
        Ended ended = start(List.of(), "console.sh", typed.split(" ", -1));
        assertThat(ended.status()).isZero();
        List<String> lines = ended.out().lines().toList();
        int main = lines.indexOf("io.ossimport.cli.OssImport");
        assertThat(String.join(" ", lines.subList(main + 1, lines.size())))
                .isEqualTo(passedOn.replace("CONF", checkout.resolve("conf").toString()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "deploy now", "clean", "submit a b", "import", "stat a b"})
    void consoleShShowsItsCommandsWhenThereIsNoSuchOne(String typed) throws Exception {
        Ended ended = start(List.of(), "console.sh", typed.split(" ", -1));
        assertThat(ended.status()).isEqualTo(2);
        assertThat(ended.err()).contains("console.sh submit [JOB.cfg]");
        assertThat(ended.out()).isEmpty();
    }

    @Test
    void consoleShCleansTheJobFileToo() throws Exception {
        write(
                checkout.resolve("conf/sys.properties"),
                "workingDir = " + temp.resolve("shared folder") + " \r\n");
        Path copied = temp.resolve("shared folder/conf/photos.cfg");
        write(copied, "jobName=photos\n");
        Ended ended = start(List.of(), "console.sh", "clean", "photos");
        assertThat(ended.out())
                .contains("clean\nphotos\n--yes\n--working-dir\n" + temp.resolve("shared folder\n"))
                .contains("Clean job:photos completed.");
        assertThat(copied).doesNotExist();
    }

    /** The root of this repository. */
    static Path repository() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("ossimport"))) {
            folder = Objects.requireNonNull(folder.getParent());
        }
        return folder;
    }

    private long builds() throws IOException {
        Path record = temp.resolve("record");
        return Files.exists(record) ? Files.readAllLines(record).size() : 0;
    }

    private Ended start(List<String> environment, String script, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>();
        command.add(checkout.resolve(script).toString());
        command.addAll(Arrays.asList(arguments));
        return run(environment, checkout, command.toArray(String[]::new));
    }

    private Ended run(List<String> environment, Path folder, String... command) throws Exception {
        Path out = Files.createTempFile(temp, "out", "");
        Path err = Files.createTempFile(temp, "err", "");
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
        builder.environment().remove("JAVA_HOME");
        builder.environment().remove("OSSIMPORT_JAVA_OPTS");
        builder.environment().put("PATH", tools + ":/usr/bin:/bin");
        builder.environment().put("RECORD", temp.resolve("record").toString());
        for (String setting : environment) {
            int equals = setting.indexOf('=');
            builder.environment().put(setting.substring(0, equals), setting.substring(equals + 1));
        }
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return new Ended(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private void tool(String name, String script) throws IOException {
        write(tools.resolve(name), "#!/bin/bash\n" + script + "\n");
        executable(tools.resolve(name));
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text, StandardCharsets.UTF_8);
    }
}
