package io.ossimport.cli.check;

import io.ossimport.cli.ExitCode;
import io.ossimport.cli.Failure;
import io.ossimport.cli.show.Talk;
import io.ossimport.core.config.InvalidConfigException;
import io.ossimport.core.job.InputList;
import io.ossimport.core.job.JobSpec;
import io.ossimport.core.job.StoreSpec;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListPage;
import io.ossimport.core.store.ListRequest;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.ObjectStore;
import io.ossimport.core.store.StoreException;
import io.ossimport.core.store.StoreFactory;
import io.ossimport.transfer.scan.KeyMapping;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Tries both stores of a job with a small listing or two, before anything begins. What is wrong
 * with a key, a bucket, a region or a network shows here, in one sentence, and not after the start
 * of an engine; and whether the source lists in the order of its keys.
 */
public final class Preflight {

    private static final int TIMEOUT_SECONDS = 60;
    private static final int ATTEMPTS = 3;

    private Preflight() {}

    /**
     * Returns when both stores answer, and warns when the source lists nothing.
     *
     * @return the job; listing its source first, where that does not list in order
     * @throws Failure with the sentence for the user, when a store does not answer as it should
     * @throws InvalidConfigException when the job cannot be right
     */
    public static JobSpec check(JobSpec job, Talk talk) throws InvalidConfigException {
        SamePlace.refuse(job.source(), job.destination());
        JobSpec fit = job;
        // Of the hosts of a list of URLs none stands for the others.
        if (!job.input().hasUrls()) {
            fit = trySource(job, talk);
        }
        tryDestination(job.destination());
        return fit;
    }

    private static JobSpec trySource(JobSpec job, Talk talk) throws InvalidConfigException {
        StoreSpec spec = job.source();
        try (ObjectStore store = StoreFactory.openStore(spec)) {
            ListPage page = page(store, spec, Key.EMPTY, ListRequest.MAX_LIMIT);
            if (page.objects().isEmpty() && !page.truncated()) {
                talk.warn(
                        "Warning: nothing matches "
                                + spec.url()
                                + "; there is nothing to copy or to compare.");
            }
            if (job.input().given() || listsInOrder(store, spec, page)) {
                return job;
            }
            talk.say(
                    "The source does not list in the order of its keys. So it is listed whole, one"
                            + " page after another, before anything else is done.");
            return job.over(InputList.SCAN);
        } catch (StoreException e) {
            throw new Failure(ExitCode.STORE_REFUSES, new Advice(spec, Side.SOURCE).about(e), e);
        }
    }

    private static void tryDestination(StoreSpec spec) throws InvalidConfigException {
        try (ObjectStore store = StoreFactory.openStore(spec)) {
            var unused = page(store, spec, Key.EMPTY, 1);
        } catch (StoreException e) {
            throw new Failure(
                    ExitCode.STORE_REFUSES, new Advice(spec, Side.DESTINATION).about(e), e);
        }
    }

    // A page that is out of order once may be a mishap, which is what listings are tried again for.
    private static boolean listsInOrder(ObjectStore store, StoreSpec spec, ListPage first)
            throws StoreException {
        return looksOrdered(store, spec, first)
                || looksOrdered(store, spec, page(store, spec, Key.EMPTY, ListRequest.MAX_LIMIT));
    }

    private static boolean looksOrdered(ObjectStore store, StoreSpec spec, ListPage page)
            throws StoreException {
        List<ListedObject> objects = page.objects();
        for (int i = 1; i < objects.size(); i++) {
            if (objects.get(i).key().compareTo(objects.get(i - 1).key()) <= 0) {
                return false;
            }
        }
        if (!page.truncated() || objects.isEmpty()) {
            return true;
        }
        Key middle = objects.get(objects.size() / 2).key();
        ListPage behind = page(store, spec, middle, 1);
        return behind.objects().stream().allMatch(object -> object.key().compareTo(middle) > 0);
    }

    private static ListPage page(ObjectStore store, StoreSpec spec, Key after, int limit)
            throws StoreException {
        ListRequest request = new ListRequest(KeyMapping.prefix(spec), after, null, limit);
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
