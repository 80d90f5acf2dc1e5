package io.ossimport.wire.store;

import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.UploadPage;
import io.ossimport.wire.xml.SmallXml;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lists the open multipart uploads of a bucket with {@code ListMultipartUploads}, which is the same
 * for S3 and OSS.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/API_ListMultipartUploads.html">AWS</a>
 * @see <a
 *     href="https://www.alibabacloud.com/help/en/oss/developer-reference/listmultipartuploads">Alibaba
 *     Cloud</a>
 */
public final class OpenUploads {

    private final SignedClient client;
    private final Supplier<HttpHeaders> headers;

    /**
     * @param headers new ones for each call, with all that it needs besides its signature
     */
    public OpenUploads(SignedClient client, Supplier<HttpHeaders> headers) {
        this.client = client;
        this.headers = headers;
    }

    /** As {@link io.ossimport.core.store.ObjectStore#listUploads}. */
    public CompletionStage<UploadPage> page(Key prefix, @Nullable String token) {
        Query query =
                new Query()
                        .with("uploads")
                        .with("encoding-type", "url")
                        .with("max-uploads", "1000");
        if (!prefix.isEmpty()) {
            query.with("prefix", prefix);
        }
        if (token != null) {
            Mark mark = Mark.parse(token);
            query.with("key-marker", mark.key()).with("upload-id-marker", mark.uploadId());
        }
        StoreCall call = StoreCall.of("list", "GET", Key.EMPTY, query, headers.get());
        return client.exchange(call, SmallXml.MAX_BYTES)
                .thenCompose(reply -> client.read(call, reply, "page", MultipartXml::uploadPage));
    }

    /** The last upload of a page; as a token, its percent-encoded key, a blank and its id. */
    record Mark(Key key, String uploadId) {

        String token() {
            return UriCodec.query(key) + " " + uploadId;
        }

        static Mark parse(String token) {
            int blank = token.indexOf(' ');
            byte[] key = token.substring(0, blank).getBytes(StandardCharsets.US_ASCII);
            return new Mark(Key.ofBytes(UriCodec.decode(key)), token.substring(blank + 1));
        }
    }
}
