package io.ossimport.transfer.verify;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes inquiries, so many at once and no more; the others wait in their order. Used by one thread,
 * on which their ends are told too.
 */
final class Inquiries {

    /** No key is taken while so many wait. */
    private static final int ENOUGH_WAITING = 1_000;

    private final int most;
    private final Executor own;
    private final BiConsumer<@Nullable VerifyRow, @Nullable Throwable> end;
    private final Deque<Supplier<CompletableFuture<VerifyRow>>> waiting = new ArrayDeque<>();
    private int underWay;

    /**
     * @param most how many are made at once
     * @param own the thread that uses this
     * @param end takes what each gave, or its failure
     */
    Inquiries(int most, Executor own, BiConsumer<@Nullable VerifyRow, @Nullable Throwable> end) {
        this.most = most;
        this.own = own;
        this.end = end;
    }

    void add(Supplier<CompletableFuture<VerifyRow>> inquiry) {
        waiting.addLast(inquiry);
        begin();
    }

    private void begin() {
        while (underWay < most && !waiting.isEmpty()) {
            underWay++;
            var unused =
                    waiting.removeFirst()
                            .get()
                            .whenCompleteAsync(
                                    (row, error) -> {
                                        underWay--;
                                        begin();
                                        end.accept(row, error);
                                    },
                                    own);
        }
    }

    boolean isFull() {
        return waiting.size() >= ENOUGH_WAITING;
    }

    boolean isEmpty() {
        return underWay == 0 && waiting.isEmpty();
    }
}
