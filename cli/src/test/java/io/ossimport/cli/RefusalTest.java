package io.ossimport.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.testkit.cloud.CloudOptions;
import io.ossimport.testkit.cloud.FakeBucket;
import io.ossimport.testkit.leak.Canary;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a store that refuses says to the user: one sentence with the remedy, and status 4. */
class RefusalTest {

    @TempDir Path temp;
    private Clouds clouds;
    private Map<String, String> job;
    private FakeBucket source;
    private FakeBucket destination;

    @BeforeEach
    void twoClouds() {
        clouds = Clouds.start(temp);
        source = clouds.s3.createBucket("photos");
        destination = clouds.oss.createBucket("photos-cn");
        source.put("a", new byte[10]);
        job = clouds.s3ToOss(source, destination);
    }

    @AfterEach
    void close() throws IOException {
        clouds.close();
    }

    @Test
    void aWrongAccessKeyOfTheSource() throws Exception {
        job.put("srcAccessKey", "AKIDOTHER");
        assertThat(refused(job)).contains("srcAccessKey").contains("InvalidAccessKeyId");
    }

    @Test
    void aWrongSecretOfTheSource() throws Exception {
        job.put("srcSecretKey", Canary.secret("Wrong"));
        assertThat(refused(job)).contains("srcSecretKey").contains("SignatureDoesNotMatch");
    }

    @Test
    void aWrongAccessKeyOfTheDestination() throws Exception {
        job.put("destAccessKey", "LTAIOTHER");
        assertThat(refused(job)).contains("destAccessKey").contains("InvalidAccessKeyId");
    }

    @Test
    void aWrongSecretOfTheDestination() throws Exception {
        job.put("destSecretKey", Canary.secret("Wrong"));
        assertThat(refused(job)).contains("destSecretKey").contains("SignatureDoesNotMatch");
    }

    @Test
    void aBucketThatIsNotThere() throws Exception {
        job.put("srcBucket", "fotos");
        assertThat(refused(job)).contains("There is no bucket \"fotos\"").contains("srcBucket");
        job.put("srcBucket", "photos");
        job.put("destBucket", "fotos-cn");
        assertThat(refused(job)).contains("There is no bucket \"fotos-cn\"").contains("destBucket");
    }

    @Test
    void aDestinationInAnotherRegion() throws Exception {
        destination.moveTo("cn-beijing");
        assertThat(refused(job)).contains("destDomain").contains("region");
    }

    @Test
    void aRefusedConnection() throws Exception {
        job.put("srcDomain", "http://127.0.0.1:" + closedPort());
        assertThat(refused(job)).contains("No connection to").contains("srcDomain");
    }

    @Test
    void aHostThatIsNotThere() throws Exception {
        job.put("destDomain", "http://no-such-host.invalid");
        assertThat(refused(job)).contains("No connection to").contains("destDomain");
    }

    @Test
    void aCertificateThatIsNotTrusted() throws Exception {
        try (Clouds tls =
                Clouds.start(temp, CloudOptions.DEFAULT.withTls(), CloudOptions.DEFAULT)) {
            FakeBucket bucket = tls.s3.createBucket("photos");
            Map<String, String> secure = tls.s3ToOss(bucket, tls.oss.createBucket("photos-cn"));
            assertThat(refused(tls, secure))
                    .contains("certificate")
                    .contains("srcTrustCertificates");
        }
    }

    @Test
    void aFolderThatIsNotThere() throws Exception {
        Map<String, String> local = clouds.localToOss(temp.resolve("nowhere"), destination);
        assertThat(refused(local)).contains("nowhere").contains("srcPrefix");
    }

    @Test
    void nothingIsStartedAndNothingWritten() throws Exception {
        job.put("destSecretKey", Canary.secret("Wrong"));
        refused(job);
        assertThat(clouds.s3.requests().count("GetObject")).isZero();
        assertThat(destination.count()).isZero();
    }

    @Test
    void theStackTraceIsInTheLogAndShownOnRequest() throws Exception {
        job.put("srcBucket", "fotos");
        Typed typed = clouds.run("refused", job, "--stacktrace");
        assertThat(typed.err()).contains("StoreException").contains("\tat ");
        assertThat(clouds.workingDir().resolve("jobs/refused/job.log"))
                .content()
                .contains("StoreException")
                .contains("\tat ");
    }

    @Test
    void anEmptySourceIsAWarningAndDone() throws Exception {
        job.put("srcPrefix", "nothing/below/here/");
        Typed typed = clouds.run("empty", job);
        assertThat(typed.status()).isZero();
        assertThat(typed.err())
                .contains("Warning: nothing matches s3://photos/nothing/below/here/");
    }

    private String refused(Map<String, String> keys) throws IOException {
        return refused(clouds, keys);
    }

    private static String refused(Clouds clouds, Map<String, String> keys) throws IOException {
        Typed typed = clouds.run("refused", keys);
        assertThat(typed.status()).as(typed.all()).isEqualTo(4);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err().lines().filter(line -> line.startsWith("ossimport: "))).hasSize(1);
        assertThat(typed.err()).doesNotContain("\tat ").doesNotContain(Canary.TEXT);
        return typed.err();
    }

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
