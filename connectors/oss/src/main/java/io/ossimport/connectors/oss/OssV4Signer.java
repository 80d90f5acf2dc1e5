package io.ossimport.connectors.oss;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.config.Credentials;
import io.ossimport.core.store.Key;
import io.ossimport.wire.store.Query;
import io.ossimport.wire.store.RequestSigner;
import io.ossimport.wire.store.ScopedHmac;
import io.ossimport.wire.store.Site;
import io.ossimport.wire.store.StoreCall;
import io.ossimport.wire.store.UriCodec;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * OSS signature version 4 in the Authorization header. The body is not signed; its CRC-64 comes
 * back. Safe for many threads.
 *
 * @see <a
 *     href="https://www.alibabacloud.com/help/en/oss/developer-reference/recommend-to-use-signature-version-4">Alibaba
 *     Cloud</a>
 */
final class OssV4Signer implements RequestSigner {

    private static final String PAYLOAD = "UNSIGNED-PAYLOAD";

    private final ScopedHmac hmac =
            new ScopedHmac("OSS4-HMAC-SHA256", "aliyun_v4", "oss", "aliyun_v4_request");

    @Override
    public String query(Query query) {
        return query.text(true);
    }

    @Override
    public void sign(
            StoreCall call, Site site, HttpHeaders headers, Credentials credentials, Instant now) {
        String time = hmac.time(now);
        headers.set("x-oss-date", time);
        headers.set("x-oss-content-sha256", PAYLOAD);
        if (!credentials.token().isEmpty()) {
            headers.set("x-oss-security-token", credentials.token().reveal());
        }
        StringBuilder canonical = new StringBuilder(512);
        canonical.append(call.method()).append('\n');
        canonical.append(resource(site, call.key())).append('\n');
        canonical.append(query(call.query())).append('\n');
        for (Map.Entry<String, String> header : signed(headers).entrySet()) {
            canonical.append(header.getKey()).append(':').append(header.getValue()).append('\n');
        }
        // No additional headers are signed, so their list is empty and left out below.
        canonical.append('\n').append('\n').append(PAYLOAD);
        String signature =
                hmac.sign(credentials.secretKey(), time, site.region(), canonical.toString());
        StringBuilder authorization = new StringBuilder(192);
        authorization.append("OSS4-HMAC-SHA256 Credential=").append(credentials.accessKeyId());
        authorization.append('/').append(hmac.scope(time, site.region()));
        authorization.append(",Signature=").append(signature);
        headers.set(HttpHeaderNames.AUTHORIZATION, authorization.toString());
    }

    // The bucket is signed as part of the path even where it stands in the host's name.
    private static String resource(Site site, Key key) {
        return "/" + UriCodec.query(site.address().bucket()) + "/" + UriCodec.path(key);
    }

    private static Map<String, String> signed(HttpHeaders headers) {
        Map<String, String> signed = new TreeMap<>();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith("x-oss-")
                    || name.equals("content-type")
                    || name.equals("content-md5")) {
                signed.put(name, header.getValue().strip());
            }
        }
        return signed;
    }
}
