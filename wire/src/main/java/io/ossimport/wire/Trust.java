package io.ossimport.wire;

import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom to believe over TLS: the authorities of the Java platform ({@code javax.net.ssl.trustStore}
 * counts), and those of one PEM file. Certificates and host names are always checked; there is no
 * switch that turns it off.
 */
final class Trust {

    private Trust() {}

    /**
     * Settings for TLS 1.2 and newer, HTTP/1.1 only; BoringSSL where it loads, the JDK otherwise.
     *
     * @param file authorities in PEM, or empty
     */
    static SslContext context(String file) throws IOException, GeneralSecurityException {
        return SslContextBuilder.forClient()
                .sslProvider(OpenSsl.isAvailable() ? SslProvider.OPENSSL_REFCNT : SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .endpointIdentificationAlgorithm("HTTPS")
                .trustManager(trusted(file))
                .applicationProtocolConfig(
                        new ApplicationProtocolConfig(
                                ApplicationProtocolConfig.Protocol.ALPN,
                                ApplicationProtocolConfig.SelectorFailureBehavior.NO_ADVERTISE,
                                ApplicationProtocolConfig.SelectedListenerFailureBehavior.ACCEPT,
                                ApplicationProtocolNames.HTTP_1_1))
                .build();
    }

    private static TrustManagerFactory trusted(String file)
            throws IOException, GeneralSecurityException {
        TrustManagerFactory platform = factory(null);
        if (file.isEmpty()) {
            return platform;
        }
        KeyStore both = KeyStore.getInstance(KeyStore.getDefaultType());
        both.load(null, null);
        int count = 0;
        for (TrustManager manager : platform.getTrustManagers()) {
            if (manager instanceof X509TrustManager x509) {
                for (X509Certificate authority : x509.getAcceptedIssuers()) {
                    both.setCertificateEntry("platform-" + count++, authority);
                }
            }
        }
        try (InputStream pem = Files.newInputStream(Path.of(file))) {
            CertificateFactory reader = CertificateFactory.getInstance("X.509");
            for (Certificate authority : reader.generateCertificates(pem)) {
                both.setCertificateEntry("file-" + count++, authority);
            }
        }
        return factory(both);
    }

    private static TrustManagerFactory factory(@Nullable KeyStore store)
            throws GeneralSecurityException {
        TrustManagerFactory factory =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory;
    }
}
