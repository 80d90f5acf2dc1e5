package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a mistake on the command line or in a job file says, and the status it gives. */
class UsageTest {

    @TempDir Path temp;

    @Test
    void nothingToDoIsBadUsage() {
        Typed typed = Typed.command();
        assertThat(typed.status()).isEqualTo(2);
        assertThat(typed.err()).contains("Say what to do.").contains("ossimport --help");
        assertThat(typed.out()).isEmpty();
    }

    @Test
    void anUnknownCommandNamesTheNearest() {
        Typed typed = Typed.command("verfiy", "job.cfg");
        assertThat(typed.status()).isEqualTo(2);
        assertThat(typed.err()).contains("no command \"verfiy\"; did you mean verify?");
    }

    @Test
    void anUnknownOptionNamesTheNearestAndNotItsValue() {
        Typed typed = Typed.command("copy", "s3://a/", "oss://b/", "--ovewrite=canary-7731");
        assertThat(typed.status()).isEqualTo(2);
        assertThat(typed.err())
                .contains("no option --ovewrite; did you mean --overwrite?")
                .contains("ossimport copy --help")
                .doesNotContain("canary-7731");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo", "run", "copy", "verify", "stat", "stop", "resume", "retry", "report",
                "explain", "clean", "cluster"
            })
    void everyCommandHasHelpWithExamples(String command) {
        Typed typed = Typed.command(command, "--help");
        assertThat(typed.status()).isZero();
        assertThat(typed.out()).contains("Examples:").contains("ossimport " + command);
        assertThat(typed.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"deploy", "start", "status", "submit", "stat", "retry", "stop"})
    void everyCommandOfAClusterHasHelpWithExamples(String command) {
        Typed typed = Typed.command("cluster", command, "--help");
        assertThat(typed.status()).isZero();
        assertThat(typed.out())
                .contains("Examples:")
                .contains("ossimport cluster " + command)
                .contains("--conf=FOLDER");
        assertThat(typed.err()).isEmpty();
    }

    @Test
    void filesOfAClusterThatAreNotThereAreBadConfiguration() {
        Typed typed = Typed.command("cluster", "start", "--conf", temp.toString());
        assertThat(typed.status()).isEqualTo(3);
        assertThat(typed.err()).contains("workers is not there").doesNotContain("\tat ");
    }

    @Test
    void theCompletionScriptKnowsTheCommands() {
        Typed typed = Typed.command("generate-completion");
        assertThat(typed.status()).isZero();
        assertThat(typed.out()).contains("complete -F").contains("--overwrite");
    }

    @Test
    void aMissingJobFileIsBadConfiguration() {
        Typed typed = Typed.command("run", temp.resolve("no.cfg").toString());
        assertThat(typed.status()).isEqualTo(3);
        assertThat(typed.err()).contains("There is no file").doesNotContain("\tat ");
    }

    @Test
    void allMistakesOfAJobFileAreSaidAtOnceWithTheirLines() throws Exception {
        Path file = temp.resolve("job.cfg");
        Files.writeString(
                file,
                """
                jobNam=x
                srcType=s3
                srcBucket=b
                isSkipExistFile=maybe
                destDomain=oss-cn-hangzhou.aliyuncs.com
                destBucket=bbb
                """);
        Typed typed = Typed.command("run", file.toString());
        assertThat(typed.status()).isEqualTo(3);
        assertThat(typed.err())
                .contains("line 1")
                .contains("jobName")
                .contains("line 4")
                .contains("isSkipExistFile")
                .doesNotContain("\tat ");
    }

    @Test
    void aStackTraceIsShownOnlyWhenAskedFor() {
        Typed typed = Typed.command("run", temp.resolve("no.cfg").toString(), "--stacktrace");
        assertThat(typed.status()).isEqualTo(3);
        assertThat(typed.err()).contains("\tat ");
    }

    @Test
    void secretsOnTheCommandLineAreRefusedAndNotRepeated() throws Exception {
        Path file = temp.resolve("job.cfg");
        Files.writeString(file, "srcType=s3\nsrcBucket=b\n");
        Typed typed = Typed.command("run", file.toString(), "srcSecretKey=canary-7731");
        assertThat(typed.status()).isEqualTo(3);
        assertThat(typed.err()).contains("srcSecretKey").doesNotContain("canary-7731");
    }

    @Test
    void aKindOfStoreThatIsNotThereIsNamed() {
        Typed typed = Typed.command("copy", "gs://photos/", "oss://photos/");
        assertThat(typed.status()).isEqualTo(3);
        assertThat(typed.err()).contains("\"gs\"").contains("s3://, oss:// and file://");
    }

    @Test
    void aPrefixAndAFolderDoNotGoTogether() {
        Typed typed = Typed.command("copy", "s3://photos/2019", "oss://photos/");
        assertThat(typed.status()).isEqualTo(3);
        assertThat(typed.err()).contains("both end in a slash").contains("s3://photos/2019/");
    }

    @Test
    void aPlaceWithinItselfIsRefused() {
        Typed typed =
                Typed.command(
                        "copy",
                        temp + "/",
                        temp.resolve("below") + "/",
                        "--working-dir",
                        temp.resolve("state").toString());
        assertThat(typed.status()).isEqualTo(3);
        assertThat(typed.err()).contains("lie within each other");
    }

    @Test
    void millisecondsForSecondsAreRefused() {
        Typed typed = Typed.command("copy", "s3://a/", "oss://b/", "--since", "1700000000000");
        assertThat(typed.status()).isEqualTo(2);
        assertThat(typed.err()).contains("seconds since 1970");
    }

    @Test
    void aJobThatWasNeverRunIsSaid() {
        Typed typed = Typed.command("stat", "nowhere", "--working-dir", temp.toString());
        assertThat(typed.status()).isEqualTo(3);
        assertThat(typed.err()).contains("There is no job \"nowhere\"");
    }

    @Test
    void theVersionNamesJavaAndSystem() {
        Typed typed = Typed.command("--version");
        assertThat(typed.status()).isZero();
        assertThat(typed.out()).startsWith("ossimport ").contains("Java ");
    }
}
