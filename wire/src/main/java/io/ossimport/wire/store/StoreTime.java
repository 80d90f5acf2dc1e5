package io.ossimport.wire.store;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.store.Key;
import io.ossimport.core.store.StoreException.Kind;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Asks a store what time it is: the {@code Date} of its answer to a listing of one key. */
public final class StoreTime {

    private static final int MAX_ANSWER = 64 * 1024;

    private StoreTime() {}

    /**
     * As {@link io.ossimport.core.store.ObjectStore#time}; in whole seconds, cut off.
     *
     * @param headers all that the call needs besides its signature
     */
    public static CompletionStage<Instant> ask(
            SignedClient client, Key prefix, HttpHeaders headers) {
        Query query = new Query().with("list-type", "2").with("max-keys", "1");
        if (!prefix.isEmpty()) {
            query.with("prefix", prefix);
        }
        StoreCall call = StoreCall.of("list", "GET", Key.EMPTY, query, headers);
        return client.exchange(call, MAX_ANSWER)
                .thenCompose(
                        reply -> {
                            Instant time =
                                    HttpDate.parse(reply.headers().get(HttpHeaderNames.DATE));
                            return time != null
                                    ? CompletableFuture.completedFuture(time)
                                    : CompletableFuture.failedFuture(
                                            client.error(Kind.BAD_ANSWER, call)
                                                    .status(reply.status())
                                                    .detail("an answer without a Date")
                                                    .build());
                        });
    }
}
