package io.ossimport.wire.store;

import io.ossimport.core.config.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * The arithmetic that SigV4 and OSS V4 share: a key derived for one day, region and service signs
 * the digest of a canonical request. Each thread keeps its last key, since deriving costs four
 * HMACs. Safe for many threads.
 */
public final class ScopedHmac {

    private static final HexFormat HEX = HexFormat.of();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final String algorithm;
    private final String keyPrefix;
    private final String service;
    private final String terminator;
    private final ThreadLocal<Workspace> workspaces = ThreadLocal.withInitial(Workspace::new);

    /**
     * Knows one vendor's words.
     *
     * @param algorithm the first line of what is signed: {@code AWS4-HMAC-SHA256}
     * @param keyPrefix before the secret: {@code AWS4}
     * @param service such as {@code s3}
     * @param terminator the scope's last word: {@code aws4_request}
     */
    public ScopedHmac(String algorithm, String keyPrefix, String service, String terminator) {
        this.algorithm = algorithm;
        this.keyPrefix = keyPrefix;
        this.service = service;
        this.terminator = terminator;
    }

    /** What one thread needs to sign. */
    private static final class Workspace {
        final MessageDigest sha256 = newSha256();
        final Mac mac = newMac();
        final StringBuilder toSign = new StringBuilder(192);
        @Nullable Secret secret;
        String day = "none";
        String region = "";
        String scope = "";
        long second = Long.MIN_VALUE;
        String time = "";
    }

    /** {@code 20261122T153812Z}. */
    public String time(Instant now) {
        Workspace workspace = workspaces.get();
        if (workspace.second != now.getEpochSecond()) {
            workspace.time = TIME.format(now);
            workspace.second = now.getEpochSecond();
        }
        return workspace.time;
    }

    /** {@code 20261122/us-east-1/s3/aws4_request}: what the key is good for. */
    public String scope(String time, String region) {
        return at(workspaces.get(), time, region).scope;
    }

    /** The signature, in hexadecimal digits. Characters of {@code canonicalRequest} are bytes. */
    public String sign(Secret secret, String time, String region, String canonicalRequest) {
        Workspace workspace = at(workspaces.get(), time, region);
        byte[] digest =
                workspace.sha256.digest(canonicalRequest.getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder toSign = workspace.toSign;
        toSign.setLength(0);
        toSign.append(algorithm).append('\n').append(time).append('\n');
        toSign.append(workspace.scope).append('\n');
        HEX.formatHex(toSign, digest);
        byte[] bytes = toSign.toString().getBytes(StandardCharsets.UTF_8);
        return HEX.formatHex(macFor(workspace, secret).doFinal(bytes));
    }

    /** SHA-256 in hexadecimal digits. */
    public String sha256(java.nio.ByteBuffer bytes) {
        MessageDigest sha256 = workspaces.get().sha256;
        sha256.update(bytes.duplicate());
        return HEX.formatHex(sha256.digest());
    }

    /** The workspace, with the scope of this day and region. */
    private Workspace at(Workspace workspace, String time, String region) {
        if (!time.startsWith(workspace.day) || !region.equals(workspace.region)) {
            workspace.day = time.substring(0, 8);
            workspace.region = region;
            workspace.scope = workspace.day + "/" + region + "/" + service + "/" + terminator;
            workspace.secret = null;
        }
        return workspace;
    }

    /** The Mac with the key derived for the workspace's scope; doFinal keeps it. */
    private Mac macFor(Workspace workspace, Secret secret) {
        Mac mac = workspace.mac;
        if (secret.equals(workspace.secret)) {
            return mac;
        }
        byte[] key = (keyPrefix + secret.reveal()).getBytes(StandardCharsets.UTF_8);
        for (String step : new String[] {workspace.day, workspace.region, service, terminator}) {
            rekey(mac, key);
            key = mac.doFinal(step.getBytes(StandardCharsets.UTF_8));
        }
        rekey(mac, key);
        workspace.secret = secret;
        return mac;
    }

    private static void rekey(Mac mac, byte[] key) {
        try {
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static Mac newMac() {
        try {
            return Mac.getInstance("HmacSHA256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static MessageDigest newSha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
