package io.ossimport.core.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs a command that prints credentials, in the JSON of AWS's {@code credential_process}: {@code
 * Version} 1, {@code AccessKeyId}, {@code SecretAccessKey} and, where they are temporary, {@code
 * SessionToken} and {@code Expiration}. Runs it again when four fifths of their life are over. Safe
 * for many threads; the command runs once at a time.
 */
final class ProcessCredentials implements CredentialsProvider {
    private static final long TIMEOUT_SECONDS = 60;
    private static final int MAX_BYTES = 64 * 1024;

    private final String command;
    private final Clock clock;
    private volatile @Nullable Known known;

    private record Known(Credentials credentials, Instant renewAt) {}

    ProcessCredentials(String command, Clock clock) {
        this.command = command;
        this.clock = clock;
    }

    @Override
    public Credentials get() throws InvalidConfigException {
        Known now = known;
        if (now != null && clock.instant().isBefore(now.renewAt())) {
            return now.credentials();
        }
        synchronized (this) {
            now = known;
            if (now == null || !clock.instant().isBefore(now.renewAt())) {
                now = parse(run());
                known = now;
            }
            return now.credentials();
        }
    }

    @Override
    public void invalidate() {
        known = null;
    }

    private String run() throws InvalidConfigException {
        boolean windows = System.getProperty("os.name", "").startsWith("Windows");
        ProcessBuilder builder =
                windows
                        ? new ProcessBuilder("cmd.exe", "/C", command)
                        : new ProcessBuilder("sh", "-c", command);
        // What it says of itself may hold secrets, so it goes nowhere.
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        try {
            Process process = builder.start();
            Executor timeout = CompletableFuture.delayedExecutor(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            CompletableFuture<Void> killer =
                    CompletableFuture.runAsync(() -> kill(process), timeout);
            process.getOutputStream().close();
            byte[] output;
            try (InputStream in = process.getInputStream()) {
                output = in.readNBytes(MAX_BYTES + 1);
            }
            if (output.length > MAX_BYTES) {
                kill(process);
            }
            int status = process.waitFor();
            killer.cancel(false);
            if (status != 0) {
                throw new InvalidConfigException(
                        "The command that gives credentials ended with status "
                                + status
                                + ": "
                                + command);
            }
            return new String(output, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new InvalidConfigException(
                    "The command that gives credentials cannot be run: " + command, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InvalidConfigException(
                    "Interrupted while the command that gives credentials ran: " + command, e);
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private Known parse(String output) throws InvalidConfigException {
        Map<String, String> json;
        Instant ends;
        try {
            json = FlatJson.parse(output);
            String expiration = json.getOrDefault("Expiration", "");
            ends = expiration.isEmpty() ? Instant.MAX : Instant.parse(expiration);
        } catch (IllegalArgumentException | DateTimeException e) {
            // Neither output nor cause is repeated: they may hold the secret.
            throw unusable("it does not print the JSON of AWS's credential_process");
        }
        String id = json.getOrDefault("AccessKeyId", "");
        String secret = json.getOrDefault("SecretAccessKey", "");
        if (!json.getOrDefault("Version", "").equals("1") || id.isEmpty() || secret.isEmpty()) {
            throw unusable("it must print Version 1, AccessKeyId and SecretAccessKey");
        }
        String token = json.getOrDefault("SessionToken", "");
        Credentials credentials =
                new Credentials(
                        id, Secret.of(secret), Secret.of(token.equals("null") ? "" : token));
        return new Known(credentials, renewAt(ends));
    }

    private Instant renewAt(Instant ends) throws InvalidConfigException {
        if (ends.equals(Instant.MAX)) {
            return ends;
        }
        Instant now = clock.instant();
        if (!now.isBefore(ends)) {
            throw unusable("its credentials ended at " + ends);
        }
        return now.plus(Duration.between(now, ends).multipliedBy(4).dividedBy(5));
    }

    private InvalidConfigException unusable(String why) {
        return new InvalidConfigException(
                "The command that gives credentials is not usable, " + why + ": " + command);
    }
}
