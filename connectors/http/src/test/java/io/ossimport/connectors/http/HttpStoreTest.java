package io.ossimport.connectors.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.store.ByteRange;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectRead;
import io.ossimport.core.store.ReadRequest;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreException.Kind;
import io.ossimport.testkit.store.BodyCollector;
import io.ossimport.testkit.web.FakeSite;
import io.ossimport.testkit.web.FakeSite.Habit;
import io.ossimport.wire.WireConfig;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** URLs as a source, against a web server with odd habits. */
class HttpStoreTest {

    private static final byte[] PAGE = "0123456789".getBytes(StandardCharsets.US_ASCII);

    private final FakeSite site = FakeSite.start();
    private final HttpStore store = new HttpStore(WireConfig.DEFAULT);

    @AfterEach
    void close() {
        store.close();
        site.close();
    }

    private Key key(String target) {
        return Key.of(site.url() + target);
    }

    private ObjectRead head(String target) throws Exception {
        return get(store.head(key(target)));
    }

    private static <T> T get(CompletionStage<T> stage) throws Exception {
        try {
            return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw StoreException.from(e, "", "");
        }
    }

    private static StoreException failure(CompletionStage<?> stage) throws Exception {
        try {
            get(stage);
        } catch (StoreException e) {
            return e;
        }
        throw new AssertionError("it did not fail");
    }

    private byte[] read(ListedObject version, ByteRange range) throws Exception {
        return get(BodyCollector.collect(get(store.read(new ReadRequest(version, range))).body()));
    }

    @Test
    void aPageIsDescribedAndReadInWholeAndInPart() throws Exception {
        site.put("/a%20b/c?x=1", PAGE, Map.of("Content-Type", "image/png", "X-Other", "no"));
        ObjectRead page = head("/a%20b/c?x=1");
        assertThat(page.version().size()).isEqualTo(10);
        assertThat(page.version().etag()).isNotEmpty();
        assertThat(page.metadata().headers()).isEqualTo(Map.of("content-type", "image/png"));
        assertThat(read(page.version(), new ByteRange(0, 10))).isEqualTo(PAGE);
        assertThat(read(page.version(), new ByteRange(3, 2)))
                .isEqualTo("34".getBytes(StandardCharsets.US_ASCII));
        ObjectRead whole = get(store.read(new ReadRequest(page.version(), null)));
        assertThat(get(BodyCollector.collect(whole.body()))).isEqualTo(PAGE);
    }

    @Test
    void aHeadThatIsDeniedIsMadeGoodByOneByte() throws Exception {
        site.put("/signed?sig=s", PAGE, Habit.DENIES_HEAD);
        site.put("/empty", new byte[0], Habit.DENIES_HEAD);
        site.put("/whole", PAGE, Habit.DENIES_HEAD, Habit.IGNORES_RANGES);
        assertThat(head("/signed?sig=s").version().size()).isEqualTo(10);
        assertThat(head("/empty").version().size()).isZero();
        assertThat(head("/whole").version().size()).isEqualTo(10);
    }

    @Test
    void anotherVersionIsNotRead() throws Exception {
        site.put("/a", PAGE);
        site.put("/b", PAGE, Habit.NO_ETAG);
        ListedObject a = head("/a").version();
        ListedObject b = head("/b").version();
        site.put("/a", "9876543210".getBytes(StandardCharsets.US_ASCII));
        site.put("/b", "longer than that".getBytes(StandardCharsets.US_ASCII), Habit.NO_ETAG);
        assertThat(failure(store.read(new ReadRequest(a, null))).kind()).isEqualTo(Kind.CHANGED);
        assertThat(failure(store.read(new ReadRequest(b, null))).kind()).isEqualTo(Kind.CHANGED);
    }

    @Test
    void checksumsOfTheServerAreTaken() throws Exception {
        Map<String, String> headers =
                Map.of(
                        "x-oss-hash-crc64ecma", "9952720525606555848",
                        "Content-MD5", "eB5eJF1ptWaXm4bijSPyxw==");
        site.put("/a", PAGE, headers);
        site.put("/bad", PAGE, Map.of("Content-MD5", "no base64 at all", "ETag", "W/\"weak\""));
        assertThat(head("/a").checksums())
                .containsExactly(
                        Checksum.ofUnsignedDecimal(
                                ChecksumAlgorithm.CRC64_XZ, "9952720525606555848"),
                        new Checksum(ChecksumAlgorithm.MD5, "781e5e245d69b566979b86e28d23f2c7"));
        assertThat(head("/bad").checksums()).isEmpty();
        assertThat(head("/bad").version().etag()).isEmpty();
    }

    @Test
    void whatCannotBeReadIsToldWithoutTheQuery() throws Exception {
        site.put("/moved?sig=CANARY", PAGE, Habit.REDIRECTS);
        site.put("/endless?sig=CANARY", PAGE, Habit.NO_LENGTH);
        expect("/none?sig=CANARY", Kind.NOT_FOUND, "HTTP 404");
        expect("/moved?sig=CANARY", Kind.UNSUPPORTED, "redirects to another URL");
        expect("/endless?sig=CANARY", Kind.UNSUPPORTED, "does not say its size");

        for (String url :
                new String[] {
                    "ftp://a/b?sig=CANARY",
                    "http://user:CANARY@127.0.0.1/",
                    "http:///a?CANARY",
                    "a/b"
                }) {
            StoreException failure = failure(store.head(Key.of(url)));
            assertThat(failure.kind()).as(url).isEqualTo(Kind.INVALID_KEY);
        }
        StoreException gone = failure(store.head(Key.of("http://127.0.0.1:1/a?sig=CANARY")));
        assertThat(gone.kind()).isEqualTo(Kind.UNAVAILABLE);
        assertThat(gone.toString() + gone.getCause()).doesNotContain("CANARY");
    }

    private void expect(String target, Kind kind, String sentence) throws Exception {
        StoreException failure = failure(store.head(key(target)));
        assertThat(failure.kind()).isEqualTo(kind);
        assertThat(failure).hasMessageContaining(sentence);
        assertThat(failure.toString()).doesNotContain("CANARY");
    }

    @Test
    void nobodyGetsCredentials() throws Exception {
        site.put("/a", PAGE);
        head("/a");
        assertThat(site.requests())
                .allSatisfy(
                        request ->
                                assertThat(request.headers().keySet())
                                        .doesNotContain("Authorization", "Cookie"));
    }
}
