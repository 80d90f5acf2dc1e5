package io.ossimport.core.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.job.CopySettings;
import io.ossimport.core.job.FilterSpec;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.JobType;
import io.ossimport.core.job.MetadataPolicy;
import io.ossimport.core.job.OverwritePolicy;
import io.ossimport.core.job.RoundRules;
import io.ossimport.core.job.TakeRules;
import io.ossimport.core.job.VerifyRules;
import io.ossimport.core.job.VerifyRules.Depth;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobFileTest {

    private static final String CANARY = "c4n4ry-s3cr3t";

    // Complete, as OssImport ships it: every key, trailing blanks and all.
    private static final String OLD_JOB =
            """
            # a comment
            ! another
            jobName=s3_to_oss_2024
            jobType=import
            isIncremental=false
            incrementalModeInterval=86400
            importSince=0
            lastModify=0
            srcType=s3
            srcAccessKey=AKSOURCE
            srcSecretKey=c4n4ry-s3cr3t-source
            srcDomain=http://s3.ap-northeast-1.amazonaws.com
            srcBucket=photos
            srcPrefix=
            destAccessKey=AKDEST
            destSecretKey=c4n4ry-s3cr3t-dest=with=equals
            destDomain=http://oss-cn-hangzhou-internal.aliyuncs.com
            destBucket=photos-cn
            destPrefix=2024/
            appId=0
            isDownloadFromCdn=false
            cdnDomain=
            httpListFilePath=c:/example/http.list
            httpPrefixColumn=1
            relativePathColumn=2
            isSkipExistFile=true
            taskObjectCountLimit=10000
            taskObjectSizeLimit=1000000000
            scanThreadCount=10000
            maxMultiThreadScanDepth=1
            multipartUploadThreshold=150m
            multipartUploadPartSize=50m
            uploadThreadNumPerLargeFile=3
            isServerSideEncryption=false
            isAllowSymbolicLink=false
            getObjectMetaMode=stat
            isAuditAfterImport=true \s
            auditMode=general
            isUseExpressTunnel=false
            expressTunnelProxyHost=http://ip:port
            expressTunnelProxyType=data-migration
            expressTunnelProxyUser=
            expressTunnelProxyDest=cn-hangzhou
            expressTunnelAuthToken=
            """;

    private static final String OLD_SYSTEM =
            """
            workingDir=/home/mig/ossimport/workdir
            workerUserName=root
            workerPassword=
            privateKeyFile=
            sshPort=22
            workerTaskThreadNum=80
            workerMaxThroughput(KB/s)=25600
            dispatcherThreadNum=1
            workerAbortWhenUncatchedException=false \s
            workerRecordMd5=false
            javaHeapMaxSize=1024m
            """;

    @TempDir Path folder;

    @Test
    void oldJobFileIsReadWhole() throws Exception {
        Files.writeString(folder.resolve("sys.properties"), OLD_SYSTEM);
        JobFile read = read(OLD_JOB);
        JobSpec job = read.job();
        assertThat(read.warnings()).isEmpty();
        assertThat(read.verify()).isEqualTo(new VerifyRules(TakeRules.ALL, Depth.CHECKSUMS));
        assertThat(read.verifyAfterImport()).isTrue();
        assertThat(job.name()).isEqualTo("s3_to_oss_2024");
        assertThat(job.type()).isEqualTo(JobType.IMPORT);
        assertThat(job.take()).isEqualTo(TakeRules.ALL);
        assertThat(job.overwrite()).isEqualTo(OverwritePolicy.DIFFERENT);
        assertThat(job.workingDirectory()).isEqualTo("/home/mig/ossimport/workdir");
        assertThat(job.movers()).isEqualTo(2);
        assertThat(job.copy())
                .isEqualTo(
                        new CopySettings(
                                150L << 20,
                                50L << 20,
                                40,
                                CopySettings.DEFAULT.bytesInFlight(),
                                5,
                                MetadataPolicy.RENAME,
                                25600L * 1024));
        assertThat(job.source().type()).isEqualTo("s3");
        assertThat(job.source().endpoint()).isEqualTo("http://s3.ap-northeast-1.amazonaws.com");
        assertThat(job.source().bucket()).isEqualTo("photos");
        assertThat(job.source().prefix()).isEmpty();
        assertThat(job.destination().url()).isEqualTo("oss://photos-cn/2024/");
        assertThat(job.destination().options()).isEmpty();
    }

    @Test
    void windowsLineEndsMakeNoDifference() throws Exception {
        JobSpec unix = read(OLD_JOB).job();
        JobSpec windows = read("\uFEFF" + OLD_JOB.replace("\n", "\r\n")).job();
        assertThat(windows).isEqualTo(unix);
    }

    @Test
    void secretsAreReadFromTheFileLaterAndAreNotInTheJob() throws Exception {
        JobSpec job = read(OLD_JOB).job();
        assertThat(job.toString()).doesNotContain(CANARY).doesNotContain("AKSOURCE");
        Credentials source = job.source().credentials().provider().get();
        Credentials destination = job.destination().credentials().provider().get();
        assertThat(source.accessKeyId()).isEqualTo("AKSOURCE");
        assertThat(source.secretKey().reveal()).isEqualTo(CANARY + "-source");
        assertThat(source.token().isEmpty()).isTrue();
        assertThat(destination.secretKey().reveal()).isEqualTo(CANARY + "-dest=with=equals");
    }

    @Test
    void fewKeysAreEnough() throws Exception {
        JobFile read =
                read(
                        """
                        srcPrefix=/data/
                        destDomain=oss-cn-hangzhou.aliyuncs.com
                        destBucket=photos
                        """);
        JobSpec job = read.job();
        assertThat(job.name()).isEqualTo("local_test");
        assertThat(job.source().url()).isEqualTo("file:///data/");
        assertThat(job.source().credentials()).isEqualTo(CredentialsSource.ANONYMOUS);
        assertThat(job.destination().endpoint()).isEqualTo("https://oss-cn-hangzhou.aliyuncs.com");
        assertThat(job.destination().credentials()).isEqualTo(CredentialsSource.VENDOR_CHAIN);
        assertThat(job.overwrite()).isEqualTo(OverwritePolicy.ALWAYS);
        assertThat(job.copy().transfersInFlight()).isEqualTo(30);
        assertThat(job.workingDirectory()).isEqualTo(WorkingDirectory.byDefault().toString());
    }

    @Test
    void blankIsTheDefault() throws Exception {
        JobSpec job =
                read("srcPrefix=/d/\nsrcType= \njobName=\nmovers=\ndestBucket=oss://abc/x/\n"
                                + "destDomain=http://oss.example:8080/\nimportSince=")
                        .job();
        assertThat(job.name()).isEqualTo("local_test");
        assertThat(job.destination().prefix()).isEqualTo("x/");
        assertThat(job.destination().endpoint()).isEqualTo("http://oss.example:8080");
    }

    @Test
    void commandLineWinsOverTheFile() throws Exception {
        JobSpec job =
                read(
                                OLD_JOB,
                                "destPrefix=other/",
                                "movers = 4",
                                "overwrite=newer",
                                "countAhead=false")
                        .job();
        assertThat(job.destination().prefix()).isEqualTo("other/");
        assertThat(job.movers()).isEqualTo(4);
        assertThat(job.copy().transfersInFlight()).isEqualTo(15);
        assertThat(job.overwrite()).isEqualTo(OverwritePolicy.NEWER);
        assertThat(job.copy().countAhead()).isFalse();
    }

    @Test
    void secretOnTheCommandLineIsRefusedWithoutRepeatingIt() {
        assertThatThrownBy(() -> read(OLD_JOB, "srcSecretKey=" + CANARY))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageContaining("command line: srcSecretKey cannot be given here")
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void allMistakesAreReportedAtOnceWithFileAndLine() {
        Path file = folder.resolve("job.cfg");
        assertThatThrownBy(
                        () ->
                                read(
                                        """
                                        jobName=a b
                                        scrType=s3
                                        srcPrefix=data/
                                        multipartUploadThreshold=5x
                                        no equals sign
                                        destBucket=xxx/xx
                                        """,
                                        "movers=0"))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessage(
                        "8 mistakes:\n  "
                                + String.join(
                                        "\n  ",
                                        file + ", line 5: is not of the form key=value",
                                        file
                                                + ", line 2: there is no key \"scrType\"; the"
                                                + " nearest is srcType",
                                        file
                                                + ", line 4: multipartUploadThreshold is \"5x\";"
                                                + " allowed: a size such as 500k, 50m or 5g, 1m to"
                                                + " 5g",
                                        "command line: movers is \"0\"; allowed: a number, 1 to"
                                                + " 256",
                                        file
                                                + ", line 1: jobName is \"a b\"; allowed: 1 to 128"
                                                + " of letters, digits, _ and -",
                                        file
                                                + ", line 3: srcPrefix is \"data/\"; with local it"
                                                + " is an absolute folder, such as /data/",
                                        file
                                                + ", line 6: destBucket is \"xxx/xx\"; a bucket's"
                                                + " name has no slash, and what follows it belongs"
                                                + " into destPrefix",
                                        file
                                                + ": destDomain is missing; it is the endpoint of"
                                                + " the bucket's region, such as"
                                                + " https://oss-cn-hangzhou.aliyuncs.com"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"qiniu", "bos", "ks3", "youpai", "cos", "azure"})
    void sourceThatIsNotThereYetSaysSoInOneSentence(String type) {
        assertThatThrownBy(() -> read(OLD_JOB.replace("srcType=s3", "srcType=" + type)))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessage(
                        folder.resolve("job.cfg")
                                + ", line 9: srcType is "
                                + type
                                + ", which is not in this version; there are local, oss, s3 and"
                                + " http");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "isServerSideEncryption=true | not in this version",
                "isUseExpressTunnel=true | not in this version",
                "importSince=1700000000000 | looks like milliseconds; it counts seconds, such as"
                        + " 1700000000",
                "importSince=-1 | allowed: a number from 0, or auto",
                "importSince=yesterday | allowed: a number from 0, or auto",
                "srcDomain=http://photos.s3.amazonaws.com | write http://s3.amazonaws.com",
                "destDomain=photos-cn.oss-cn-hangzhou.aliyuncs.com | has the bucket in it",
                "destDomain=http://oss-cn-hangzhou.aliyuncs.com/x | an endpoint has no path",
                "destDomain=ftp://oss-cn-hangzhou.aliyuncs.com | https:// or http://",
                "destDomain=http://oss cn | a host name",
                "destPrefix=/x/ | must not begin with / or \\",
                "destPrefix=\\x/ | must not begin with / or \\",
                "srcBucket=oss://photos | begins with oss:// and srcType is s3",
                "srcBucket= | srcBucket is missing",
                "destBucket=Photos | OSS allows 3 to 63",
                "destSecretKey= | destSecretKey is missing while destAccessKey is set",
                "srcAccessKey= | srcAccessKey is missing while srcSecretKey is set",
                "srcCredentials=chain | is set beside srcAccessKey",
                "overwrite=sometimes | allowed: never, always, different, newer, fail",
                "metadataPolicy=keep | allowed: rename, drop, fail",
                "isSkipExistFile=yes | allowed: true, false",
                "workerUser=root | the nearest is workerUserName",
                "slaveTaskThreadNum=60 | the nearest is workerTaskThreadNum",
            })
    void mistakeHasASentence(String line, String sentence) throws IOException {
        String key = line.substring(0, line.indexOf('='));
        String job = OLD_JOB.replaceAll("(?m)^" + key + "=.*\n", "") + line + "\n";
        assertThatThrownBy(() -> read(job))
                .isInstanceOf(InvalidConfigException.class)
                .hasMessageStartingWith(folder.resolve("job.cfg") + ", line ")
                .hasMessageContaining(sentence)
                .hasMessageNotContaining(CANARY)
                .hasMessageNotContaining("mistakes");
    }

    @Test
    void isIncrementalGivesRoundsAndAShortIntervalIsKeptToWithAWarning() throws Exception {
        String rounds = OLD_JOB.replace("isIncremental=false", "isIncremental=true");
        RoundRules daily = read(rounds).rounds();
        assertThat(daily).isEqualTo(new RoundRules(Duration.ofDays(1), Duration.ofDays(7)));
        assertThat(read(OLD_JOB).rounds()).isNull();

        JobFile often = read(rounds, "incrementalModeInterval=60", "importSinceSlack=5");
        assertThat(often.rounds())
                .isEqualTo(new RoundRules(Duration.ofMinutes(1), Duration.ofSeconds(5)));
        assertThat(often.warnings())
                .anyMatch(warning -> warning.startsWith("incrementalModeInterval is 60 seconds"));
        assertThatThrownBy(() -> read(rounds, "incrementalModeInterval=0"))
                .hasMessageContaining("incrementalModeInterval is 0");
        assertThatThrownBy(() -> read(rounds, "inputList=/keys.csv"))
                .hasMessageContaining("isIncremental is true, and a list names its objects once");
    }

    @Test
    void aComparisonHasNoRoundsAndRoundsHaveNoComparison() throws Exception {
        JobFile audit = read(OLD_JOB, "isIncremental=true", "jobType=audit");
        assertThat(audit.rounds()).isNull();
        assertThat(audit.warnings()).contains("isIncremental has no effect with jobType=audit.");

        JobFile rounds = read(OLD_JOB, "isIncremental=true", "isAuditAfterImport=true");
        assertThat(rounds.verifyAfterImport()).isFalse();
        assertThat(rounds.warnings())
                .anyMatch(warning -> warning.startsWith("isAuditAfterImport has no effect"));
    }

    @Test
    void keyGivenTwiceWithAnotherValueIsAMistake() {
        assertThatThrownBy(() -> read(OLD_JOB + "destBucket=other-bucket\ndestPrefix=2024/\n"))
                .hasMessageContaining("destBucket has another value already, at ")
                .hasMessageContaining("line 18")
                .hasMessageNotContaining("mistakes");
    }

    @Test
    void backslashStandsForItself() {
        assertThatThrownBy(() -> read("srcPrefix=c:\\new\\table\ndestBucket=oss://abc/\n"))
                .hasMessageContaining("srcPrefix is \"c:\\new\\table\"; write / instead of \\");
    }

    @Test
    void folderWithoutFinalSlashGetsOneAndTheUserIsTold() throws Exception {
        JobFile read = read("srcPrefix=/data/x\ndestType=local\ndestPrefix=/copy\n");
        assertThat(read.job().source().prefix()).isEqualTo("/data/x/");
        assertThat(read.job().destination().prefix()).isEqualTo("/copy/");
        assertThat(read.warnings())
                .containsExactly(
                        "srcPrefix is a folder and is taken as /data/x/",
                        "destPrefix is a folder and is taken as /copy/");
    }

    @Test
    void urlAsBucketGivesTypeBucketAndPrefix() throws Exception {
        JobSpec job = read("srcBucket=s3://photos/2019/a b\ndestType=local\ndestPrefix=/c/").job();
        assertThat(job.source().type()).isEqualTo("s3");
        assertThat(job.source().bucket()).isEqualTo("photos");
        assertThat(job.source().prefix()).isEqualTo("2019/a b");
        assertThat(job.source().endpoint()).isEmpty();
    }

    @Test
    void prefixInUrlAndAnotherInItsKeyIsAMistake() {
        assertThatThrownBy(() -> read(OLD_JOB, "destBucket=oss://photos-cn/2023/"))
                .hasMessage(
                        "command line: destBucket has a prefix and destPrefix is another; keep one");
    }

    @Test
    void importSinceCanBeLeftToTheEarlierRunsAndVerifyThenComparesAll() throws Exception {
        JobFile read = read(OLD_JOB, "importSince=AUTO", "importUntil=1800000000");
        assertThat(read.job().take())
                .isEqualTo(TakeRules.ALL.modified(0, 1800000000999L).sinceEarlierRuns(604_800_000));
        assertThat(read.verify().take()).isEqualTo(TakeRules.ALL.modified(0, 1800000000999L));

        JobFile more = read(OLD_JOB, "importSince=auto", "importSinceSlack=60");
        assertThat(more.job().take()).isEqualTo(TakeRules.ALL.sinceEarlierRuns(60_000));
    }

    @Test
    void importSinceAndLastModifyAreSeconds() throws Exception {
        JobFile read = read(OLD_JOB, "importSince=1700000000", "lastModify=1800000000");
        assertThat(read.job().take())
                .isEqualTo(TakeRules.ALL.modified(1700000000000L, Long.MAX_VALUE));
        assertThat(read.verify().take())
                .isEqualTo(TakeRules.ALL.modified(1700000000000L, 1800000000999L));
    }

    @Test
    void filtersAreReadWhole() throws Exception {
        JobFile read =
                read(
                        OLD_JOB,
                        "include=*.jpg, {a,b}/**",
                        "exclude=tmp/**",
                        "excludeRegex=^x,y$",
                        "importUntil=1800000000",
                        "minSize=1k",
                        "maxSize=5g",
                        "storageClasses=standard, IA");
        assertThat(read.job().take().untilMillis()).isEqualTo(1800000000999L);
        assertThat(read.job().take().filter())
                .isEqualTo(
                        new FilterSpec(
                                List.of("*.jpg", "{a,b}/**"),
                                List.of("tmp/**"),
                                List.of(),
                                List.of("^x,y$"),
                                1024,
                                5L << 30,
                                List.of("STANDARD", "IA")));
        assertThat(read.verify().take()).isEqualTo(read.job().take());
    }

    @Test
    void aWrongFilterIsSaidWithItsPlace() {
        assertThatThrownBy(
                        () ->
                                read(
                                        OLD_JOB,
                                        "include=*.jpg,[a",
                                        "excludeRegex=(a",
                                        "minSize=2k",
                                        "maxSize=1k"))
                .hasMessageContaining(
                        "command line: include has \"[a\", which is no glob: a bracket is left open")
                .hasMessageContaining("excludeRegex is \"(a\", which is no regular expression")
                .hasMessageContaining("maxSize is less than minSize, so that nothing is taken");
    }

    @Test
    void auditModesAreDepthsOfTheComparison() throws Exception {
        assertThat(read(OLD_JOB, "auditMode=simple").verify().depth()).isEqualTo(Depth.SIZES);
        assertThat(read(OLD_JOB, "auditMode=detailed").verify().depth()).isEqualTo(Depth.CONTENTS);
        assertThat(read(OLD_JOB, "isAuditAfterImport=").verifyAfterImport()).isFalse();
    }

    @Test
    void tinyPartSizeFallsBackAsInOssImport() throws Exception {
        JobFile read = read(OLD_JOB, "multipartUploadPartSize=99k");
        assertThat(read.job().copy().partSizeBytes()).isEqualTo(50L << 20);
        assertThat(read.warnings())
                .containsExactly("multipartUploadPartSize is below 100k and is taken as 50m.");
    }

    @Test
    void linksAreFollowedOnRequest() throws Exception {
        JobSpec job =
                read("srcPrefix=/d/\nisAllowSymbolicLink=true\ndestType=local\ndestPrefix=/c/")
                        .job();
        assertThat(job.take().followLinks()).isTrue();
        assertThat(job.source().options()).isEqualTo(Map.of("followLinks", "true"));
        assertThat(job.destination().options()).isEqualTo(Map.of("destination", "true"));
    }

    @Test
    void furtherOptionsGoToTheConnector() throws Exception {
        JobSpec job =
                read(
                                OLD_JOB,
                                "srcOptions=requesterPays=true, maxConnections = 9,",
                                "srcPathStyle=true",
                                "destSignatureVersion=v1",
                                "destTrustCertificates=/etc/ca.pem")
                        .job();
        assertThat(job.source().options())
                .isEqualTo(
                        Map.of(
                                "requesterPays",
                                "true",
                                "maxConnections",
                                "9",
                                "pathStyle",
                                "true"));
        assertThat(job.destination().options())
                .isEqualTo(Map.of("signatureVersion", "v1", "trustCertificates", "/etc/ca.pem"));
        assertThatThrownBy(() -> read(OLD_JOB, "destOptions=x"))
                .hasMessage("command line: destOptions is not of the form NAME=VALUE, NAME=VALUE");
    }

    @Test
    void credentialsCanComeFromElsewhere() throws Exception {
        String job = "srcPrefix=/d/\ndestDomain=oss.example\ndestBucket=abc\ndestCredentials=";
        assertThat(read(job + "anonymous").job().destination().credentials())
                .isEqualTo(CredentialsSource.ANONYMOUS);
        assertThat(read(job + "profile:work").job().destination().credentials())
                .isEqualTo(new CredentialsSource(CredentialsSource.Kind.VENDOR_CHAIN, "work"));
        assertThat(read(job + "process:give-keys --now").job().destination().credentials())
                .isEqualTo(
                        new CredentialsSource(CredentialsSource.Kind.PROCESS, "give-keys --now"));
        assertThatThrownBy(() -> read(job + CANARY))
                .hasMessageContaining("destCredentials is none of")
                .hasMessageNotContaining(CANARY);
    }

    @Test
    void fileWithSecretsThatOthersCanReadIsWarnedOf() throws Exception {
        Path file = folder.resolve("job.cfg");
        Files.writeString(file, OLD_JOB);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(JobFile.read(file, List.of()).warnings())
                .containsExactly(
                        file
                                + " holds secrets and other users of this machine can read it. Run:"
                                + " chmod 600 "
                                + file);
    }

    @Test
    void fileThatCannotBeReadIsOneSentence() throws Exception {
        assertThatThrownBy(() -> JobFile.read(folder.resolve("none.cfg"), List.of()))
                .hasMessage("There is no file " + folder.resolve("none.cfg") + ".");
        assertThatThrownBy(() -> JobFile.read(folder, List.of()))
                .hasMessage(folder + " is a folder, not a job file.");
        Path latin = Files.write(folder.resolve("latin.cfg"), new byte[] {'a', '=', (byte) 0xE9});
        assertThatThrownBy(() -> JobFile.read(latin, List.of()))
                .hasMessage(latin + " is not UTF-8. Save it as UTF-8 and try again.");
    }

    private JobFile read(String text, String... overrides)
            throws InvalidConfigException, IOException {
        Path file = folder.resolve("job.cfg");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return JobFile.read(file, List.of(overrides));
    }
}
