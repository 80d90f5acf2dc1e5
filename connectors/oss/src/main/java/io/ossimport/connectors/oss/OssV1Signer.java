package io.ossimport.connectors.oss;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.config.Credentials;
import io.ossimport.core.config.Secret;
import io.ossimport.wire.store.HttpDate;
import io.ossimport.wire.store.Query;
import io.ossimport.wire.store.RequestSigner;
import io.ossimport.wire.store.Site;
import io.ossimport.wire.store.StoreCall;
import io.ossimport.wire.store.UriCodec;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * OSS signature version 1, which needs no region: HMAC-SHA1 over date, some headers and the key as
 * it is, not encoded. Safe for many threads.
 *
 * @see <a
 *     href="https://www.alibabacloud.com/help/en/oss/developer-reference/include-signatures-in-the-authorization-header">Alibaba
 *     Cloud</a>
 */
final class OssV1Signer implements RequestSigner {

    // Those of the signed parameters that this connector sends.
    private static final Set<String> SIGNED_PARAMETERS =
            Set.of("uploads", "uploadId", "partNumber", "continuation-token");

    @Override
    public String query(Query query) {
        return query.text(true);
    }

    @Override
    public void sign(
            StoreCall call, Site site, HttpHeaders headers, Credentials credentials, Instant now) {
        headers.set(HttpHeaderNames.DATE, HttpDate.format(now));
        if (!credentials.token().isEmpty()) {
            headers.set("x-oss-security-token", credentials.token().reveal());
        }
        StringBuilder text = new StringBuilder(256);
        text.append(call.method()).append('\n');
        text.append(headers.get(HttpHeaderNames.CONTENT_MD5, "")).append('\n');
        text.append(headers.get(HttpHeaderNames.CONTENT_TYPE, "")).append('\n');
        text.append(headers.get(HttpHeaderNames.DATE)).append('\n');
        for (Map.Entry<String, String> header : vendorHeaders(headers).entrySet()) {
            text.append(header.getKey()).append(':').append(header.getValue()).append('\n');
        }
        ByteArrayOutputStream toSign = new ByteArrayOutputStream(512);
        toSign.writeBytes(text.toString().getBytes(StandardCharsets.ISO_8859_1));
        toSign.writeBytes(("/" + site.address().bucket() + "/").getBytes(StandardCharsets.UTF_8));
        toSign.writeBytes(call.key().bytes());
        toSign.writeBytes(parameters(call.query()));
        headers.set(
                HttpHeaderNames.AUTHORIZATION,
                "OSS "
                        + credentials.accessKeyId()
                        + ":"
                        + hmac(credentials.secretKey(), toSign.toByteArray()));
    }

    private static Map<String, String> vendorHeaders(HttpHeaders headers) {
        Map<String, String> vendor = new TreeMap<>();
        for (Map.Entry<String, String> header : headers) {
            String name = header.getKey().toLowerCase(Locale.ROOT);
            if (name.startsWith("x-oss-")) {
                vendor.put(name, header.getValue().strip());
            }
        }
        return vendor;
    }

    private static byte[] parameters(Query query) {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        for (Map.Entry<String, String> parameter : query.encoded().entrySet()) {
            if (SIGNED_PARAMETERS.contains(parameter.getKey())) {
                text.write(text.size() == 0 ? '?' : '&');
                text.writeBytes(parameter.getKey().getBytes(StandardCharsets.US_ASCII));
                if (!parameter.getValue().isEmpty()) {
                    text.write('=');
                    text.writeBytes(
                            UriCodec.decode(
                                    parameter.getValue().getBytes(StandardCharsets.US_ASCII)));
                }
            }
        }
        return text.toByteArray();
    }

    private static String hmac(Secret secret, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(
                    new SecretKeySpec(
                            secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA1"));
            return Base64.getEncoder().encodeToString(mac.doFinal(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA1", e);
        }
    }
}
