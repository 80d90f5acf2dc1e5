package io.ossimport.testkit.cloud;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The digests that signatures are made of. */
final class Hmac {

    private static final ConcurrentHashMap<String, byte[]> SIGNING_KEYS = new ConcurrentHashMap<>();

    private static final ThreadLocal<Map<String, Mac>> MACS = ThreadLocal.withInitial(HashMap::new);

    private Hmac() {}

    /** {@code algorithm} is {@code HmacSHA256} or {@code HmacSHA1}. */
    static byte[] of(String algorithm, byte[] key, byte[] text) {
        try {
            Mac mac =
                    MACS.get()
                            .computeIfAbsent(
                                    algorithm,
                                    a -> {
                                        try {
                                            return Mac.getInstance(a);
                                        } catch (GeneralSecurityException e) {
                                            throw new IllegalStateException(e);
                                        }
                                    });
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String sha256Hex(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The chain of keys over date, region, service and terminator that both V4 signatures use. */
    static byte[] signingKey(String prefixedSecret, String scope) {
        return SIGNING_KEYS.computeIfAbsent(
                prefixedSecret + '\n' + scope,
                k -> {
                    byte[] key = prefixedSecret.getBytes(StandardCharsets.UTF_8);
                    for (String step : scope.split("/", -1)) {
                        key = of("HmacSHA256", key, step.getBytes(StandardCharsets.UTF_8));
                    }
                    return key;
                });
    }

    static boolean same(String a, String b) {
        return MessageDigest.isEqual(
                a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }
}
