package io.ossimport.wire.store;

import io.ossimport.core.config.Credentials;
import io.ossimport.core.config.CredentialsProvider;
import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.store.StoreException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Credentials for event loops: {@link #current} never waits. A provider that renews is asked on one
 * daemon thread of the process, first when the credentials are first needed and then every half
 * minute, so that those at hand are fresh. Safe for many threads.
 */
public final class LiveCredentials implements AutoCloseable {

    private static final Duration RENEWAL = Duration.ofSeconds(30);
    private static final ScheduledExecutorService RENEWER = renewer();

    private final CredentialsProvider provider;
    private final String storeName;
    private final CompletableFuture<Credentials> first = new CompletableFuture<>();
    private volatile @Nullable Credentials latest;
    private volatile @Nullable CompletableFuture<Credentials> renewing; // written under this
    private @Nullable ScheduledFuture<?> renewal; // guarded by this
    private boolean closed; // guarded by this

    /** Credentials that may change. */
    public LiveCredentials(CredentialsProvider provider, String storeName) {
        this.provider = provider;
        this.storeName = storeName;
    }

    private static ScheduledExecutorService renewer() {
        ScheduledThreadPoolExecutor executor =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread thread = new Thread(task, "credentials");
                            thread.setDaemon(true);
                            return thread;
                        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    /**
     * The latest credentials, or null while there are none yet or a store has just refused them:
     * {@link #current} waits for better ones.
     */
    @Nullable Credentials latest() {
        return renewing == null ? latest : null;
    }

    /** The credentials to sign with now. */
    CompletionStage<Credentials> current() {
        CompletableFuture<Credentials> coming = renewing;
        if (coming != null) {
            return coming.copy();
        }
        Credentials known = latest;
        if (known != null) {
            return CompletableFuture.completedFuture(known);
        }
        synchronized (this) {
            if (renewal == null && !closed) {
                renewal =
                        RENEWER.scheduleWithFixedDelay(
                                this::renew, 0, RENEWAL.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        return first.copy();
    }

    /**
     * Asks the provider anew, after a store has refused {@code refused}: once for all calls that
     * were refused with the same. Gives the refused ones when the provider has no others.
     */
    synchronized CompletionStage<Credentials> renewed(Credentials refused) {
        Credentials known = latest;
        if (known != null && !known.equals(refused)) {
            return CompletableFuture.completedFuture(known);
        }
        CompletableFuture<Credentials> coming = renewing;
        if (coming == null) {
            coming = CompletableFuture.supplyAsync(() -> replaced(refused), RENEWER);
            renewing = coming;
            var unused = coming.whenComplete((credentials, failure) -> renewedNow());
        }
        return coming.copy();
    }

    private Credentials replaced(Credentials refused) {
        provider.invalidate();
        renew();
        Credentials known = latest;
        return known == null ? refused : known;
    }

    private synchronized void renewedNow() {
        renewing = null;
    }

    private void renew() {
        try {
            Credentials credentials = provider.get();
            latest = credentials;
            first.complete(credentials);
        } catch (InvalidConfigException | RuntimeException e) {
            // With credentials at hand the store decides how long they are good.
            first.completeExceptionally(
                    StoreException.of(StoreException.Kind.BAD_CREDENTIALS, "sign", storeName)
                            .detail(e.getMessage() == null ? e.toString() : e.getMessage())
                            .cause(e)
                            .build());
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (renewal != null) {
            renewal.cancel(false);
        }
        first.completeExceptionally(
                StoreException.of(StoreException.Kind.UNAVAILABLE, "sign", storeName)
                        .detail("the store was closed")
                        .build());
    }
}
