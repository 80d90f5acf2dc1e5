package io.ossimport.cli.check;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.Failure;
import io.ossimport.cli.show.Talk;
import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreFactory;
import io.ossimport.transfer.scan.KeyMapping;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tries both stores of a job with one small listing each, before anything begins. What is wrong
 * with a key, a bucket, a region or a network shows here, in one sentence, and not after the start
 * of an engine.
 */
public final class Preflight {

    private static final int TIMEOUT_SECONDS = 60;
    private static final int ATTEMPTS = 3;

    private Preflight() {}

    /**
     * Returns when both stores answer.
     *
     * @return whether the source lists at least one key
     * @throws Failure with the sentence for the user, when a store does not answer as it should
     * @throws InvalidConfigException when the job cannot be right
     */
    public static boolean check(JobSpec job) throws InvalidConfigException {
        SamePlace.refuse(job.source(), job.destination());
        // Of the hosts of a list of URLs none stands for the others.
        boolean any = job.input().hasUrls() || tryStore(job.source(), Side.SOURCE);
        tryStore(job.destination(), Side.DESTINATION);
        return any;
    }

    /** The same, and warns when the source lists nothing. */
    public static void check(JobSpec job, Talk talk) throws InvalidConfigException {
        if (!check(job)) {
            talk.warn(
                    "Warning: nothing matches "
                            + job.source().url()
                            + "; there is nothing to copy.");
        }
    }

    private static boolean tryStore(StoreSpec spec, Side side) throws InvalidConfigException {
        try (ObjectStore store = StoreFactory.openStore(spec)) {
            ListPage page = firstPage(store, spec);
            return !page.objects().isEmpty() || page.truncated();
        } catch (StoreException e) {
            throw new Failure(ExitCode.STORE_REFUSES, new Advice(spec, side).about(e), e);
        }
    }

    private static ListPage firstPage(ObjectStore store, StoreSpec spec) throws StoreException {
        ListRequest request = new ListRequest(KeyMapping.prefix(spec), Key.EMPTY, null, 1);
        for (int attempt = 1; ; attempt++) {
            try {
                return await(store, request);
            } catch (StoreException e) {
                boolean passing =
                        e.kind().scope() == StoreException.Scope.OBJECT
                                && e.kind().retry() != StoreException.Retry.NEVER;
                if (!passing || attempt == ATTEMPTS) {
                    throw e;
                }
                pause(attempt);
            }
        }
    }

    private static ListPage await(ObjectStore store, ListRequest request) throws StoreException {
        try {
            return store.list(request).toCompletableFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            while (cause instanceof CompletionException && cause.getCause() != null) {
                cause = cause.getCause();
            }
            if (cause instanceof StoreException problem) {
                throw problem;
            }
            throw new IllegalStateException("listing " + store.name() + " broke down", cause);
        } catch (TimeoutException e) {
            throw StoreException.of(StoreException.Kind.UNREACHABLE, "list", store.name())
                    .detail("no answer within " + TIMEOUT_SECONDS + " s")
                    .cause(e)
                    .build();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.STOPPED, "Interrupted before anything was begun.", e);
        }
    }

    private static void pause(int attempt) {
        try {
            TimeUnit.MILLISECONDS.sleep(500L << attempt);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure(ExitCode.STOPPED, "Interrupted before anything was begun.", e);
        }
    }
}
