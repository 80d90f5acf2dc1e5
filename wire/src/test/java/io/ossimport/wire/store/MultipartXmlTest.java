package io.ossimport.wire.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ossimport.core.store.Key;
import io.ossimport.wire.xml.BadXmlException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MultipartXmlTest {

    private static List<String> ids(String id) throws BadXmlException {
        String document =
                "<ListMultipartUploadsResult><EncodingType>url</EncodingType><Upload>"
                        + "<Key>a%20b</Key><UploadId>"
                        + id
                        + "</UploadId><Initiated>2024-02-29T12:34:56.000Z</Initiated></Upload>"
                        + "</ListMultipartUploadsResult>";
        return MultipartXml.uploadIds(
                document.getBytes(UTF_8), Key.of("a b"), Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** It would be aborted by a DELETE that names a key and no upload. */
    @Test
    void aListedUploadWithoutAnIdIsAnError() throws Exception {
        assertThat(ids("x")).containsExactly("x");
        assertThatThrownBy(() -> ids(" ")).isInstanceOf(BadXmlException.class);
    }
}
