package io.ossimport.engine.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.SecurityOptions;

/**
 * What the processes of one cluster know each other by: a private key with a certificate that it
 * has signed itself, the same for all of them. Whoever does not have it gets no connection (mutual
 * TLS).
 *
 * <p>Two files, readable by their owner only: {@code cluster.p12} (PKCS 12) and {@code
 * cluster.password}. They are copied to each machine of the cluster.
 *
 * @param folder where they lie
 */
public record ClusterKey(Path folder) {

    private static final int PASSWORD_BYTES = 24;
    private static final long KEYTOOL_SECONDS = 60;

    /** Of TLS 1.3 (RFC 8446); Flink would offer one that no longer goes with keys of this kind. */
    private static final String CIPHERS = "TLS_AES_128_GCM_SHA256,TLS_AES_256_GCM_SHA384";

    /** Makes the files unless they are there. */
    public void make() throws IOException {
        if (Files.exists(store())) {
            return;
        }
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        writePrivate(passwordFile(), HexFormat.of().formatHex(random));
        Path fresh = store().resolveSibling("cluster.p12.new");
        Files.deleteIfExists(fresh);
        keytool(fresh);
        Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
        Files.move(fresh, store());
    }

    // The JDK makes certificates in this tool only. It reads the password from its file.
    private void keytool(Path store) throws IOException {
        List<String> command =
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                        "-genkeypair",
                        "-alias",
                        "cluster",
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-validity",
                        "3650",
                        "-dname",
                        "CN=ossimport cluster",
                        "-storetype",
                        "PKCS12",
                        "-storepass:file",
                        passwordFile().toString(),
                        "-keystore",
                        store.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            process.getOutputStream().close();
            String said =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool made no key: " + said.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a key was made", e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static void writePrivate(Path file, String text) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(
                file,
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, text + "\n", StandardOpenOption.WRITE);
    }

    private Path store() {
        return folder.resolve("cluster.p12");
    }

    private Path passwordFile() {
        return folder.resolve("cluster.password");
    }

    /**
     * Lets no connection be made without the key.
     *
     * @throws IOException when the files are not there, saying what to do
     */
    void apply(Configuration settings) throws IOException {
        if (!Files.isReadable(store()) || !Files.isReadable(passwordFile())) {
            throw new IOException(
                    "The key of the cluster is not in "
                            + folder
                            + ": copy cluster.p12 and cluster.password from the master, or name its working"
                            + " folder.");
        }
        String password = Files.readString(passwordFile()).strip();
        settings.set(SecurityOptions.SSL_INTERNAL_ENABLED, true);
        settings.set(SecurityOptions.SSL_REST_ENABLED, true);
        settings.set(SecurityOptions.SSL_REST_AUTHENTICATION_ENABLED, true);
        settings.set(SecurityOptions.SSL_REST_VERIFY_HOSTNAME, false); // there is one certificate
        settings.set(SecurityOptions.SSL_PROTOCOL, "TLSv1.3");
        settings.set(SecurityOptions.SSL_ALGORITHMS, CIPHERS);
        for (ConfigOption<String> store :
                List.of(
                        SecurityOptions.SSL_INTERNAL_KEYSTORE,
                        SecurityOptions.SSL_INTERNAL_TRUSTSTORE,
                        SecurityOptions.SSL_REST_KEYSTORE,
                        SecurityOptions.SSL_REST_TRUSTSTORE)) {
            settings.set(store, store().toString());
        }
        for (ConfigOption<String> secret :
                List.of(
                        SecurityOptions.SSL_INTERNAL_KEYSTORE_PASSWORD,
                        SecurityOptions.SSL_INTERNAL_KEY_PASSWORD,
                        SecurityOptions.SSL_INTERNAL_TRUSTSTORE_PASSWORD,
                        SecurityOptions.SSL_REST_KEYSTORE_PASSWORD,
                        SecurityOptions.SSL_REST_KEY_PASSWORD,
                        SecurityOptions.SSL_REST_TRUSTSTORE_PASSWORD)) {
            settings.set(secret, password);
        }
    }
}
