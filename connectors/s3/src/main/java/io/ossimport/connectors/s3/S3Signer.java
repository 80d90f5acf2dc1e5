package io.ossimport.connectors.s3;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.config.Credentials;
import io.ossimport.wire.store.Query;
import io.ossimport.wire.store.RequestSigner;
import io.ossimport.wire.store.ScopedHmac;
import io.ossimport.wire.store.Site;
import io.ossimport.wire.store.StoreCall;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * AWS Signature Version 4 in the Authorization header, as S3 wants it: the path is encoded once and
 * not normalised. Bodies in memory are signed by their SHA-256, bodies on their way are {@code
 * UNSIGNED-PAYLOAD}. Safe for many threads.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">AWS</a>
 */
final class S3Signer implements RequestSigner {

    private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
    private static final String EMPTY_SHA256 =
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    // Proxies on the way may change these.
    private static final Set<String> NOT_SIGNED =
            Set.of("accept-encoding", "authorization", "connection", "expect", "user-agent");

    private final ScopedHmac hmac =
            new ScopedHmac("AWS4-HMAC-SHA256", "AWS4", "s3", "aws4_request");

    /** A header as it is signed. */
    private record Signed(String name, String value) implements Comparable<Signed> {
        @Override
        public int compareTo(Signed other) {
            return name.compareTo(other.name);
        }
    }

    @Override
    public String query(Query query) {
        return query.text(false);
    }

    @Override
    public void sign(
            StoreCall call, Site site, HttpHeaders headers, Credentials credentials, Instant now) {
        String time = hmac.time(now);
        String payload = payload(call);
        headers.set("x-amz-date", time);
        headers.set("x-amz-content-sha256", payload);
        if (!credentials.token().isEmpty()) {
            headers.set("x-amz-security-token", credentials.token().reveal());
        }
        StringBuilder canonical = new StringBuilder(512);
        canonical.append(call.method()).append('\n');
        canonical.append(site.address().path(call.key())).append('\n');
        canonical.append(query(call.query())).append('\n');
        StringBuilder names = new StringBuilder(96);
        for (Signed header : signed(headers)) {
            canonical.append(header.name).append(':').append(header.value).append('\n');
            names.append(names.isEmpty() ? "" : ";").append(header.name);
        }
        canonical.append('\n').append(names).append('\n').append(payload);
        String signature =
                hmac.sign(credentials.secretKey(), time, site.region(), canonical.toString());
        StringBuilder authorization = new StringBuilder(320);
        authorization.append("AWS4-HMAC-SHA256 Credential=").append(credentials.accessKeyId());
        authorization.append('/').append(hmac.scope(time, site.region()));
        authorization.append(", SignedHeaders=").append(names);
        authorization.append(", Signature=").append(signature);
        headers.set(HttpHeaderNames.AUTHORIZATION, authorization.toString());
    }

    private String payload(StoreCall call) {
        ByteBuffer content = call.content();
        if (content != null) {
            return hmac.sha256(content);
        }
        return call.stream() == null ? EMPTY_SHA256 : UNSIGNED;
    }

    private static List<Signed> signed(HttpHeaders headers) {
        List<Signed> signed = new ArrayList<>(headers.size());
        Iterator<Map.Entry<CharSequence, CharSequence>> all = headers.iteratorCharSequence();
        while (all.hasNext()) {
            Map.Entry<CharSequence, CharSequence> header = all.next();
            String name = header.getKey().toString().toLowerCase(Locale.ROOT);
            if (!NOT_SIGNED.contains(name)) {
                signed.add(new Signed(name, trimmed(header.getValue().toString())));
            }
        }
        signed.sort(null);
        return signed;
    }

    /** Without blanks around it, and with one blank where there are several in a row. */
    private static String trimmed(String value) {
        String stripped = value.strip();
        return stripped.contains("  ") ? stripped.replaceAll(" +", " ") : stripped;
    }
}
