package io.ossimport.engine;

import io.ossimport.testkit.store.StoreFaults;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Holds up the nth call of an operation, and all that follow, until it is opened. */
final class Gate implements StoreFaults {

    private final String operation;
    private final long from;
    private final CompletableFuture<Void> reached = new CompletableFuture<>();
    private final CompletableFuture<Void> opened = new CompletableFuture<>();

    Gate(String operation, long from) {
        this.operation = operation;
        this.from = from;
    }

    /** Completes when the nth call comes. */
    CompletableFuture<Void> reached() {
        return reached;
    }

    void open() {
        opened.complete(null);
    }

    @Override
    public CompletionStage<Void> before(Call call) {
        if (!call.operation().equals(operation) || call.nth() < from) {
            return CompletableFuture.completedFuture(null);
        }
        reached.complete(null);
        return opened;
    }
}
