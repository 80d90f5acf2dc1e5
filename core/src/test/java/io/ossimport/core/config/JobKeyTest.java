package io.ossimport.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds the list of keys and defaults still. To write the table of the manual anew, run this test
 * with {@code -Dossimport.docs.write=true}.
 */
class JobKeyTest {
    private static final Path MANUAL = Path.of("..", "docs", "job-file.md");
    private static final String BEGIN = "<!-- The table below is generated from the code. -->\n";

    @Test
    void everyKeyAndDefaultIsListedHere() {
        List<String> keys =
                Arrays.stream(JobKey.values()).map(k -> k.key() + "=" + k.defaultValue()).toList();
        assertThat(keys)
                .containsExactly(
                        "jobName=local_test",
                        "jobType=import",
                        "isIncremental=false",
                        "incrementalModeInterval=86400",
                        "importSince=0",
                        "lastModify=0",
                        "srcType=local",
                        "srcAccessKey=",
                        "srcSecretKey=",
                        "srcDomain=",
                        "srcBucket=",
                        "srcPrefix=",
                        "destAccessKey=",
                        "destSecretKey=",
                        "destDomain=",
                        "destBucket=",
                        "destPrefix=",
                        "taskObjectCountLimit=10000",
                        "taskObjectSizeLimit=1000000000",
                        "isSkipExistFile=false",
                        "scanThreadCount=1",
                        "maxMultiThreadScanDepth=1",
                        "multipartUploadThreshold=150m",
                        "multipartUploadPartSize=50m",
                        "uploadThreadNumPerLargeFile=3",
                        "isServerSideEncryption=false",
                        "isAllowSymbolicLink=false",
                        "getObjectMetaMode=stat",
                        "isAuditAfterImport=false",
                        "auditMode=general",
                        "appId=0",
                        "isDownloadFromCdn=false",
                        "cdnDomain=",
                        "httpListFilePath=",
                        "httpPrefixColumn=1",
                        "relativePathColumn=2",
                        "isUseExpressTunnel=false",
                        "expressTunnelProxyHost=",
                        "expressTunnelProxyType=",
                        "expressTunnelProxyUser=",
                        "expressTunnelProxyDest=",
                        "expressTunnelAuthToken=",
                        "workingDir=",
                        "workerUserName=",
                        "workerPassword=",
                        "privateKeyFile=",
                        "sshPort=22",
                        "workerTaskThreadNum=60",
                        "workerMaxThroughput(KB/s)=0",
                        "dispatcherThreadNum=1",
                        "workerAbortWhenUncatchedException=false",
                        "workerRecordMd5=false",
                        "javaHeapMaxSize=1024m",
                        "destType=oss",
                        "srcRegion=",
                        "destRegion=",
                        "srcCredentials=",
                        "destCredentials=",
                        "srcToken=",
                        "destToken=",
                        "srcSignatureVersion=auto",
                        "destSignatureVersion=auto",
                        "srcPathStyle=auto",
                        "destPathStyle=auto",
                        "srcTrustCertificates=",
                        "destTrustCertificates=",
                        "srcOptions=",
                        "destOptions=",
                        "overwrite=",
                        "include=",
                        "exclude=",
                        "includeRegex=",
                        "excludeRegex=",
                        "importSinceSlack=604800",
                        "importUntil=0",
                        "minSize=0",
                        "maxSize=",
                        "storageClasses=",
                        "inputList=",
                        "inputListForm=auto",
                        "listFirst=false",
                        "keyRewrite=",
                        "metadataPolicy=rename",
                        "attempts=5",
                        "transfersInFlight=",
                        "movers=2",
                        "countAhead=true");
    }

    @Test
    void manualHasTheTableOfKeys() throws IOException {
        String manual = Files.readString(MANUAL);
        int begin = manual.indexOf(BEGIN) + BEGIN.length();
        if (Boolean.getBoolean("ossimport.docs.write")) {
            Files.writeString(MANUAL, manual.substring(0, begin) + table());
        }
        assertThat(Files.readString(MANUAL).substring(begin)).isEqualTo(table());
    }

    private static String table() {
        return Stream.concat(
                        Stream.of("| key | default | allowed | meaning |", "|---|---|---|---|"),
                        Arrays.stream(JobKey.values()).map(JobKeyTest::row))
                .collect(Collectors.joining("\n", "\n", "\n"));
    }

    private static String row(JobKey key) {
        String value = key.defaultValue().isEmpty() ? "" : "`" + key.defaultValue() + "`";
        return String.format(
                "| `%s` | %s | %s | %s |",
                key.key(), value, key.form().allowed(), key.meaning().replace("|", "\\|"));
    }
}
