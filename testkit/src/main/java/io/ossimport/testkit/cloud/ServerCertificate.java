package io.ossimport.testkit.cloud;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;

/**
 * A key and a certificate that it signed itself, for 127.0.0.1, localhost and what is below
 * localhost. Written in DER by hand (RFC 5280, 4.1), since the JDK has no public way to make one.
 */
record ServerCertificate(KeyPair keys, X509Certificate certificate) {

    private static final int SEQUENCE = 0x30;
    private static final int SET = 0x31;
    // 1.2.840.10045.4.3.2 ecdsa-with-SHA256
    private static final byte[] ECDSA_SHA256 = {
        0x06, 0x08, 0x2A, (byte) 0x86, 0x48, (byte) 0xCE, 0x3D, 0x04, 0x03, 0x02
    };
    // 2.5.4.3 commonName
    private static final byte[] COMMON_NAME = {0x06, 0x03, 0x55, 0x04, 0x03};
    // 2.5.29.17 subjectAltName
    private static final byte[] ALTERNATIVE_NAME = {0x06, 0x03, 0x55, 0x1D, 0x11};
    // 2.5.29.19 basicConstraints
    private static final byte[] CONSTRAINTS = {0x06, 0x03, 0x55, 0x1D, 0x13};

    static ServerCertificate create() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            KeyPair keys = generator.generateKeyPair();
            byte[] body = body(keys);
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(keys.getPrivate());
            signature.update(body);
            byte[] der = der(SEQUENCE, body, der(SEQUENCE, ECDSA_SHA256), bits(signature.sign()));
            X509Certificate certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509")
                                    .generateCertificate(new ByteArrayInputStream(der));
            return new ServerCertificate(keys, certificate);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] body(KeyPair keys) {
        byte[] name =
                der(SEQUENCE, der(SET, der(SEQUENCE, COMMON_NAME, text(0x0C, "stand-in cloud"))));
        Instant now = Instant.now();
        byte[] validity =
                der(SEQUENCE, time(now.minusSeconds(3600)), time(now.plusSeconds(30 * 86_400)));
        byte[] names =
                der(
                        SEQUENCE,
                        text(0x82, "localhost"),
                        text(0x82, "*.localhost"),
                        der(0x87, new byte[] {127, 0, 0, 1}));
        byte[] extensions =
                der(
                        0xA3,
                        der(
                                SEQUENCE,
                                der(SEQUENCE, ALTERNATIVE_NAME, der(0x04, names)),
                                // CA:TRUE, so that it can be trusted as its own issuer
                                der(
                                        SEQUENCE,
                                        CONSTRAINTS,
                                        der(0x01, new byte[] {(byte) 0xFF}),
                                        der(
                                                0x04,
                                                der(
                                                        SEQUENCE,
                                                        der(0x01, new byte[] {(byte) 0xFF}))))));
        BigInteger serial = new BigInteger(120, new SecureRandom()).add(BigInteger.ONE);
        return der(
                SEQUENCE,
                der(0xA0, der(0x02, new byte[] {2})),
                der(0x02, serial.toByteArray()),
                der(SEQUENCE, ECDSA_SHA256),
                name,
                validity,
                name,
                keys.getPublic().getEncoded(),
                extensions);
    }

    private static byte[] time(Instant instant) {
        DateTimeFormatter format =
                DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'", Locale.ROOT)
                        .withZone(ZoneOffset.UTC);
        return text(0x17, format.format(instant));
    }

    private static byte[] text(int tag, String text) {
        return der(tag, text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bits(byte[] bytes) {
        return der(0x03, new byte[] {0}, bytes);
    }

    /** Tag, length and contents. */
    private static byte[] der(int tag, byte[]... contents) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        for (byte[] content : contents) {
            joined.writeBytes(content);
        }
        ByteArrayOutputStream der = new ByteArrayOutputStream();
        der.write(tag);
        int length = joined.size();
        if (length < 0x80) {
            der.write(length);
        } else if (length < 0x100) {
            der.write(0x81);
            der.write(length);
        } else {
            der.write(0x82);
            der.write(length >> 8);
            der.write(length);
        }
        der.writeBytes(joined.toByteArray());
        return der.toByteArray();
    }

    /** What a server presents. */
    SslContext context() {
        try {
            return SslContextBuilder.forServer(keys.getPrivate(), certificate).build();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The certificate as a client's list of trusted ones wants it. */
    String pem() {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'})
                            .encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
