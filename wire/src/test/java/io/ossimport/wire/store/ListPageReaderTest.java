package io.ossimport.wire.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.checksum.Checksum;
import io.ossimport.core.checksum.ChecksumAlgorithm;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListedObject;
import io.ossimport.wire.xml.BadXmlException;
import io.ossimport.wire.xml.SmallXml;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListPageReaderTest {

    private static final String MD5 = "d41d8cd98f00b204e9800998ecf8427e";

    private static final String HEAD =
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                    + "<ListBucketResult xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\">"
                    + "<Name>photos</Name><Prefix/><MaxKeys>1000</MaxKeys>";

    private static String entry(String key) {
        return "<Contents><Key>"
                + key
                + "</Key><LastModified>2026-11-22T15:38:12.000Z</LastModified><ETag>&quot;"
                + MD5
                + "&quot;</ETag><ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><Size>7</Size>"
                + "<Owner><ID>x</ID></Owner><StorageClass>STANDARD</StorageClass></Contents>";
    }

    private static String page(String inside) {
        return HEAD + inside + "</ListBucketResult>";
    }

    private static ListPage read(String document) throws BadXmlException {
        return ListPageReader.read(document.getBytes(UTF_8), type -> true, false);
    }

    @Test
    void readsEntriesTokenAndTruth() throws Exception {
        ListPage page =
                read(
                        page(
                                "<KeyCount>2</KeyCount><EncodingType>url</EncodingType>"
                                        + "<IsTruncated>true</IsTruncated>"
                                        + "<NextContinuationToken>a+b/c=</NextContinuationToken>"
                                        + entry("a/b%20c")
                                        + entry("a/%01%EF%BF%BE%2B+x")));
        assertThat(page.truncated()).isTrue();
        assertThat(page.nextToken()).isEqualTo("a+b/c=");
        assertThat(page.objects())
                .containsExactly(object(Key.of("a/b c")), object(Key.of("a/\u0001\ufffe+ x")));
    }

    private static ListedObject object(Key key) {
        return new ListedObject(
                key,
                7,
                Instant.parse("2026-11-22T15:38:12Z").toEpochMilli(),
                MD5,
                new Checksum(ChecksumAlgorithm.MD5, MD5),
                "STANDARD",
                ListedObject.Kind.OBJECT);
    }

    @Test
    void theEncodingMayBeSaidBehindTheEntries() throws Exception {
        ListPage page =
                read(
                        page(
                                entry("a%20b")
                                        + "<IsTruncated>false</IsTruncated>"
                                        + "<EncodingType>url</EncodingType>"));
        assertThat(page.objects().get(0).key()).isEqualTo(Key.of("a b"));
    }

    @Test
    void withoutUrlEncodingEntitiesAreDecodedAndPercentStays() throws Exception {
        ListPage page =
                read(
                        page(
                                entry("a&amp;b&lt;&#x4E2D;&#1;%20+")
                                        + "<IsTruncated>false</IsTruncated>"));
        assertThat(page.objects().get(0).key()).isEqualTo(Key.of("a&b<中\u0001%20+"));
    }

    @Test
    void anEtagOfAnotherFormIsNoMd5() throws Exception {
        String multipart =
                page(entry("a") + "<IsTruncated>false</IsTruncated>").replace(MD5, MD5 + "-2");
        ListedObject object = read(multipart).objects().get(0);
        assertThat(object.etag()).isEqualTo(MD5 + "-2");
        assertThat(object.checksum()).isEqualTo(Checksum.NONE);
    }

    @Test
    void anOssPageTellsTypesAndEncodesItsToken() throws Exception {
        String document =
                page(
                        "<EncodingType>url</EncodingType><IsTruncated>true</IsTruncated>"
                                + "<NextContinuationToken>Cg%3D%3D</NextContinuationToken>"
                                + entry("a").replace("<Size>", "<Type>Multipart</Type><Size>")
                                + entry("b").replace("<Size>", "<Type>Normal</Type><Size>")
                                + entry("c").replace("<Size>", "<Type>Symlink</Type><Size>"));
        ListPage page = ListPageReader.read(document.getBytes(UTF_8), "Normal"::equals, true);
        assertThat(page.nextToken()).isEqualTo("Cg==");
        assertThat(page.objects().get(0).checksum()).isEqualTo(Checksum.NONE);
        assertThat(page.objects().get(1).checksum().algorithm()).isEqualTo(ChecksumAlgorithm.MD5);
        assertThat(page.objects().get(2).kind()).isEqualTo(ListedObject.Kind.SYMLINK);
    }

    @Test
    void aPageThatIsCutAnywhereIsAnErrorAndNeverAShorterPage() {
        byte[] whole =
                page("<IsTruncated>false</IsTruncated><EncodingType>url</EncodingType>"
                                + entry("a")
                                + entry("b%20c"))
                        .getBytes(UTF_8);
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> ListPageReader.read(cut, type -> true, false))
                    .as("cut to %d bytes", length)
                    .isInstanceOf(BadXmlException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Key>a</Key>",
                "<Size>7</Size>",
                "<LastModified>2026-11-22T15:38:12.000Z</LastModified>"
            })
    void anEntryWithoutKeySizeOrTimeIsAnError(String missing) {
        String document =
                page(entry("a").replace(missing, "") + "<IsTruncated>false</IsTruncated>");
        assertThatThrownBy(() -> read(document)).isInstanceOf(BadXmlException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<IsTruncated>perhaps</IsTruncated>",
                "<IsTruncated>false</IsTruncated><KeyCount>3</KeyCount>",
                "<IsTruncated>false</IsTruncated><KeyCount>4294967297</KeyCount>",
                "<IsTruncated>false</IsTruncated><KeyCount>2147483648</KeyCount>",
                "<IsTruncated>false</IsTruncated><IsTruncated>true</IsTruncated>",
                "<IsTruncated>false</IsTruncated><!--></Contents>-->text",
                "<IsTruncated>false</IsTruncated><EncodingType>rot13</EncodingType>",
                "<IsTruncated>false</IsTruncated><CommonPrefixes><Prefix>a/</Prefix></CommonPrefixes>",
                "<IsTruncated>false</IsTruncated>text between",
                "<IsTruncated>false</IsTruncated><Contents><Key>a<b/></Key></Contents>",
                "<IsTruncated>false</IsTruncated></ListBucketResult><ListBucketResult>"
            })
    void aPageThatDoesNotAddUpIsAnError(String inside) {
        assertThatThrownBy(() -> read(page(entry("a") + inside)))
                .isInstanceOf(BadXmlException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Error><Code>InternalError</Code></Error>",
                "<html><body>login</body></html>",
                "<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><ListBucketResult>&x;</ListBucketResult>"
            })
    void anotherDocumentIsAnError(String document) {
        assertThatThrownBy(() -> read(document)).isInstanceOf(BadXmlException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Key>a</Key>",
                "<Size>7</Size>",
                "<LastModified>2026-11-22T15:38:12.000Z</LastModified>",
                "<StorageClass>STANDARD</StorageClass>"
            })
    void anEntryThatSaysAThingTwiceIsAnError(String said) {
        String document =
                page(entry("a").replace(said, said + said) + "<IsTruncated>false</IsTruncated>");
        assertThatThrownBy(() -> read(document))
                .isInstanceOf(BadXmlException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void anEntryWithinACommentIsNone() throws Exception {
        ListPage page = read(page("<IsTruncated>false</IsTruncated><!-->" + entry("a") + "-->"));
        assertThat(page.objects()).isEmpty();
    }

    @Test
    void whatNobodyAsksForMayHoldAnything() throws Exception {
        String owner = "<Owner>a<!-- b -->c<ID d='>'/><![CDATA[</Owner>]]><?e f?>g</Owner>";
        ListPage page = read(page(owner + "<IsTruncated>false</IsTruncated>" + entry("a")));
        assertThat(page.objects()).hasSize(1);
    }

    @Test
    void aKeyOfMoreThan64KibIsAnError() {
        String document = page(entry("k".repeat(65_537)) + "<IsTruncated>false</IsTruncated>");
        assertThatThrownBy(() -> read(document)).isInstanceOf(BadXmlException.class);
    }

    @Test
    void elementsThatLieTooDeepAreAnErrorEvenWhereNobodyAsksForThem() {
        String deep = "<a>".repeat(20) + "</a>".repeat(20);
        assertThatThrownBy(() -> read(page(deep + "<IsTruncated>false</IsTruncated>")))
                .isInstanceOf(BadXmlException.class)
                .hasMessageContaining("deeper");
    }

    @Test
    void aPageOfMoreThan16MibIsAnError() {
        byte[] page = new byte[SmallXml.MAX_BYTES + 1];
        assertThatThrownBy(() -> ListPageReader.read(page, type -> true, false))
                .isInstanceOf(BadXmlException.class)
                .hasMessageContaining("larger");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "", "1e3", "9999999999999999999", "0x10"})
    void aSizeThatIsNoNumberIsAnError(String size) {
        String document =
                page(entry("a").replace("<Size>7<", "<Size>" + size + "<"))
                        .replace(
                                "</ListBucketResult>",
                                "<IsTruncated>false</IsTruncated></ListBucketResult>");
        assertThatThrownBy(() -> read(document)).isInstanceOf(BadXmlException.class);
    }

    @Test
    void aBrokenEncodingOfAKeyIsAnError() {
        assertThatThrownBy(
                        () ->
                                read(
                                        page(
                                                "<EncodingType>url</EncodingType>"
                                                        + "<IsTruncated>false</IsTruncated>"
                                                        + entry("a%2"))))
                .isInstanceOf(BadXmlException.class);
    }

    @Test
    void anEmptyPageMayStillBeTruncated() throws Exception {
        ListPage page = read(page("<IsTruncated>true</IsTruncated><KeyCount>0</KeyCount>"));
        assertThat(page.objects()).isEmpty();
        assertThat(page.truncated()).isTrue();
        assertThat(page.nextToken()).isNull();
    }
}
