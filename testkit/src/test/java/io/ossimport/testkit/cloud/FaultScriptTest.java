package io.ossimport.testkit.cloud;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each fault is seen on the wire as its name says, and only as often as it was asked for. */
class FaultScriptTest {

    private final FakeOss cloud = FakeOss.start();
    private final byte[] bytes = Content.generated(1, 10_000).toBytes();

    @BeforeEach
    void fill() {
        FakeBucket bucket = cloud.createBucket("photos");
        bucket.makePublic();
        bucket.put("a", bytes);
    }

    @AfterEach
    void stop() {
        cloud.close();
    }

    private RawHttp.Answer get(String... headers) throws IOException {
        return RawHttp.get(cloud.endpoint(), "/photos/a", headers);
    }

    private String whole() {
        return new String(bytes, ISO_8859_1);
    }

    @Test
    void nothingGoesWrongUnlessItShould() throws IOException {
        RawHttp.Answer answer = get();
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(whole());
        assertThat(answer.header("content-length")).isEqualTo("10000");
        assertThat(answer.header("x-oss-hash-crc64ecma"))
                .isEqualTo(
                        Long.toUnsignedString(
                                cloud.bucket("photos")
                                        .objects()
                                        .values()
                                        .iterator()
                                        .next()
                                        .crc64()));
        assertThat(cloud.requests().count("GetObject")).isEqualTo(1);
        assertThat(cloud.requests().bytesRead()).isEqualTo(10_000);
    }

    @Test
    void aStatusComesAsOftenAsItShould() throws IOException {
        cloud.faults()
                .on("GetObject")
                .key("a")
                .skip(1)
                .times(2)
                .status(503, "SlowDown", Map.of("x-oss-qos-delay-time", "7"));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            statuses.add(get().status());
        }
        assertThat(statuses).containsExactly(200, 503, 503, 200);
        assertThat(cloud.faults().allSpent()).isTrue();
        assertThat(cloud.requests().count("GetObject")).isEqualTo(4);
    }

    @Test
    void bodiesAreCutWithAndWithoutALength() throws IOException {
        cloud.faults().on("GetObject").truncateBodyAt(100);
        RawHttp.Answer cut = get();
        assertThat(cut.header("content-length")).isEqualTo("10000");
        assertThat(cut.body()).isEqualTo(whole().substring(0, 100));

        cloud.faults().clear();
        cloud.faults().on("GetObject").truncateChunkedBodyAt(100);
        RawHttp.Answer chunked = get();
        assertThat(chunked.header("transfer-encoding")).isEqualTo("chunked");
        assertThat(chunked.header("content-length")).isEmpty();
        assertThat(chunked.body())
                .isEqualTo("64\r\n" + whole().substring(0, 100) + "\r\n0\r\n\r\n");
    }

    @Test
    void oneBitIsTurned() throws IOException {
        cloud.faults().on("GetObject").flipBit(8 * 9_999 + 3);
        String body = get().body();
        assertThat(body.substring(0, 9_999)).isEqualTo(whole().substring(0, 9_999));
        assertThat(body.charAt(9_999) ^ whole().charAt(9_999)).isEqualTo(8);
    }

    @Test
    void bodiesAreLongerOrTheirLengthIsALie() throws IOException {
        cloud.faults().on("GetObject").longerBody(5);
        RawHttp.Answer longer = get();
        assertThat(longer.header("content-length")).isEqualTo("10005");
        assertThat(longer.body()).hasSize(10_005);
        cloud.faults().clear();
        cloud.faults().on("GetObject").wrongContentLength(-3);
        RawHttp.Answer lie = get();
        assertThat(lie.header("content-length")).isEqualTo("9997");
        assertThat(lie.body()).isEqualTo(whole());
    }

    @Test
    void rangesAreIgnoredOrShifted() throws IOException {
        RawHttp.Answer right = get("Range: bytes=10-19");
        assertThat(right.status()).isEqualTo(206);
        assertThat(right.header("content-range")).isEqualTo("bytes 10-19/10000");
        assertThat(right.body()).isEqualTo(whole().substring(10, 20));
        cloud.faults().on("GetObject").contentRangeShift(1);
        RawHttp.Answer shifted = get("Range: bytes=10-19");
        assertThat(shifted.header("content-range")).isEqualTo("bytes 11-20/10000");
        assertThat(shifted.body()).isEqualTo(whole().substring(10, 20));
        cloud.faults().clear();
        cloud.faults().on("GetObject").ignoreRange();
        RawHttp.Answer ignored = get("Range: bytes=10-19");
        assertThat(ignored.status()).isEqualTo(200);
        assertThat(ignored.body()).isEqualTo(whole());
    }

    @Test
    void marksAreWrongOrAbsent() throws IOException {
        String etag = get().header("etag");
        String crc = get().header("x-oss-hash-crc64ecma");
        cloud.faults().on("GetObject").wrongEtag();
        cloud.faults().on("GetObject").wrongCrc();
        RawHttp.Answer wrong = get();
        assertThat(wrong.header("etag")).isNotEmpty().isNotEqualTo(etag);
        assertThat(wrong.header("x-oss-hash-crc64ecma")).isNotEmpty().isNotEqualTo(crc);
        cloud.faults().clear();
        cloud.faults().on("GetObject").absentCrc();
        assertThat(get().header("x-oss-hash-crc64ecma")).isEmpty();
    }

    @Test
    void connectionsAreDroppedBeforeAndAfter() throws IOException {
        cloud.faults().on("GetObject").drop();
        assertThat(get().head()).isEmpty();
        cloud.faults().clear();
        cloud.faults().on("GetObject").dropAfterCommit();
        assertThat(get().head()).isEmpty();
        assertThat(cloud.requests().list("GetObject"))
                .extracting(LoggedRequest::status)
                .containsExactly(0, 0);
    }

    @Test
    void aStalledBodyStopsAndStaysOpen() throws IOException {
        cloud.faults().on("GetObject").stallAt(50);
        URI uri = URI.create(cloud.endpoint());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream()
                    .write(
                            "GET /photos/a HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
                                    .getBytes(ISO_8859_1));
            InputStream in = socket.getInputStream();
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) in.read());
            }
            assertThat(in.readNBytes(50)).hasSize(50);
            socket.setSoTimeout(100);
            assertThatThrownBy(in::read).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void answersComeLaterOrFromElsewhere() throws IOException {
        cloud.faults().on("GetObject").delay(Duration.ofMillis(50));
        cloud.faults().on("GetObject").redirect(307, "http://elsewhere.example/");
        long before = System.nanoTime();
        RawHttp.Answer answer = get();
        assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(50_000_000L);
        assertThat(answer.status()).isEqualTo(307);
        assertThat(answer.header("location")).isEqualTo("http://elsewhere.example/");
    }

    private RawHttp.Answer list(String more) throws IOException {
        return RawHttp.get(cloud.endpoint(), "/photos?list-type=2&max-keys=2" + more);
    }

    private static List<String> all(String element, String document) {
        List<String> found = new ArrayList<>();
        Matcher matcher =
                Pattern.compile("<" + element + ">([^<]*)</" + element + ">").matcher(document);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    @ParameterizedTest
    @EnumSource(PageTrick.class)
    void everyPageTrickIsPlayedOnTheSecondPage(PageTrick trick) throws IOException {
        for (String key : List.of("b", "c", "d", "e", "f")) {
            cloud.bucket("photos").put(key, new byte[0]);
        }
        cloud.faults().on("ListObjectsV2").skip(1).page(trick);
        String first = list("").body();
        String token = all("NextContinuationToken", first).get(0);
        assertThat(all("Key", first)).containsExactly("a", "b");
        String page = list("&continuation-token=" + token).body();
        List<String> keys = all("Key", page);
        List<String> next = all("NextContinuationToken", page);
        boolean more = all("IsTruncated", page).equals(List.of("true"));
        switch (trick) {
            case FIRST_PAGE_AGAIN, DUPLICATE_PAGE -> assertThat(keys).containsExactly("a", "b");
            case DUPLICATE_ENTRY -> assertThat(keys).containsExactly("c", "d", "c");
            case UNSORTED -> assertThat(keys).containsExactly("d", "c");
            case EMPTY_TRUNCATED -> {
                assertThat(keys).isEmpty();
                assertThat(more).isTrue();
                assertThat(next).hasSize(1).doesNotContain(token);
            }
            case TOKEN_LOOP_OF_2, TOKEN_LOOP_OF_3, TOKEN_LOOP_OF_4, TOKEN_LOOP_OF_5 -> {
                assertThat(keys).isEmpty();
                assertThat(more).isTrue();
            }
            case SAME_TOKEN -> assertThat(next).containsExactly(token);
            case MISSING_TOKEN -> {
                assertThat(more).isTrue();
                assertThat(next).isEmpty();
            }
            case FALSE_END -> {
                assertThat(more).isFalse();
                assertThat(keys).containsExactly("c", "d");
            }
            case CUT_XML -> assertThat(page).doesNotContain("</ListBucketResult>");
            case EXTERNAL_ENTITY -> assertThat(page).contains("<!DOCTYPE", "&name;");
            case TOO_MANY_KEYS -> assertThat(keys).hasSizeGreaterThan(2);
            case INVALID_UTF8 -> assertThat(keys).hasSize(2).doesNotContain("c");
            case INVALID_CHARACTER -> assertThat(page).contains("<Key>&#1;");
        }
        assertThat(all("Key", list("&continuation-token=" + token).body()))
                .containsExactly("c", "d");
    }
}
