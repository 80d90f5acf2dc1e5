package io.ossimport.wire.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.store.Key;
import io.ossimport.core.store.UploadPage;
import io.ossimport.wire.xml.BadXmlException;
import java.time.Instant;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of open uploads, as {@link MultipartXml} reads them. */
class UploadPageTest {

    private static String upload(String key, String begun) {
        return "<Upload><Key>"
                + key
                + "</Key><UploadId>7f</UploadId><Owner><ID>x</ID></Owner><Initiated>"
                + begun
                + "</Initiated></Upload>";
    }

    private static UploadPage read(String inside) throws BadXmlException {
        String page =
                "<ListMultipartUploadsResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                        + "<Bucket>photos</Bucket><KeyMarker/><EncodingType>url</EncodingType>"
                        + inside
                        + "</ListMultipartUploadsResult>";
        return MultipartXml.uploadPage(page.getBytes(UTF_8));
    }

    @Test
    void theOldestIsFoundWhereverItStands() throws Exception {
        UploadPage page =
                read(
                        "<IsTruncated>false</IsTruncated>"
                                + upload("a", "2026-11-22T15:38:12.000Z")
                                + upload("b", "2026-11-20T01:02:03.456Z")
                                + upload("b", "2026-11-21T00:00:00Z"));
        assertThat(page)
                .isEqualTo(
                        new UploadPage(
                                3, Instant.parse("2026-11-20T01:02:03.456Z").toEpochMilli(), null));
        assertThat(read("<IsTruncated>false</IsTruncated>")).isEqualTo(UploadPage.NONE);
    }

    @Test
    void theNextPageBeginsBehindAnyKey() throws Exception {
        UploadPage page =
                read(
                        "<IsTruncated>true</IsTruncated>"
                                + "<NextKeyMarker>a%20b%0A%C3%A4</NextKeyMarker>"
                                + "<NextUploadIdMarker>id-7</NextUploadIdMarker>");
        String token = Objects.requireNonNull(page.nextToken());
        assertThat(OpenUploads.Mark.parse(token))
                .isEqualTo(new OpenUploads.Mark(Key.of("a b\nä"), "id-7"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<IsTruncated>perhaps</IsTruncated>",
                "<IsTruncated>true</IsTruncated>",
                "<IsTruncated>true</IsTruncated><NextKeyMarker>%F</NextKeyMarker>",
                "<IsTruncated>false</IsTruncated><Upload><Key>a</Key></Upload>",
                "<IsTruncated>false</IsTruncated><Upload><Initiated>today</Initiated></Upload>",
            })
    void aPageThatDoesNotSayAllIsRefused(String inside) {
        assertThatThrownBy(() -> read(inside)).isInstanceOf(BadXmlException.class);
    }
}
