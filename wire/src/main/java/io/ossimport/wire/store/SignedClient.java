package io.ossimport.wire.store;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.ossimport.core.config.Credentials;
import io.ossimport.core.store.StoreException;
import io.ossimport.wire.HttpWire;
import io.ossimport.wire.WireReply;
import io.ossimport.wire.WireRequest;
import io.ossimport.wire.WireResponse;
import io.ossimport.wire.xml.BadXmlException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Sends calls to one bucket: signs each, and turns every answer that is not 2xx into a {@link
 * StoreException}. Safe for many threads.
 *
 * <p>Three refusals teach it something, and the call is made again once: the store's time when ours
 * is wrong, the bucket's region when the store names another one, and new credentials when the old
 * ones have ended. A call whose body can be taken only once fails with {@link
 * StoreException.Kind#UNAVAILABLE} then, since doing it again will work. Redirects are never
 * followed: they would carry the signature to a stranger.
 */
public final class SignedClient implements AutoCloseable {

    /** How much of an error is read, in bytes. */
    private static final int MAX_ERROR = 64 * 1024;

    private final HttpWire wire;
    private final Dialect dialect;
    private final RequestSigner signer;
    private final LiveCredentials credentials;
    private final ServerClock clock;
    private volatile Site site;

    public SignedClient(
            HttpWire wire,
            Dialect dialect,
            RequestSigner signer,
            LiveCredentials credentials,
            Clock clock,
            Site site) {
        this.wire = wire;
        this.dialect = dialect;
        this.signer = signer;
        this.credentials = credentials;
        this.clock = new ServerClock(clock);
        this.site = site;
    }

    /**
     * Sends a call. The caller owns the answer's body; its status is 2xx. Takes ownership of the
     * call's body, also when it fails.
     */
    public CompletionStage<WireResponse> send(StoreCall call) {
        return send(call, true);
    }

    /** Sends a call and takes the whole answer, whose body must not exceed {@code maxBytes}. */
    public CompletionStage<WireReply> exchange(StoreCall call, int maxBytes) {
        return send(call).thenCompose(response -> response.collect(maxBytes));
    }

    /** An error about the object of {@code call}, to be completed by whoever found it. */
    public StoreException.Builder error(StoreException.Kind kind, StoreCall call) {
        return StoreException.of(kind, call.operation(), subject(call));
    }

    /** The error that a store put into the body of an answer that began as a success. */
    public StoreException errorWithin(StoreCall call, WireReply reply) {
        VendorError error = dialect.read(reply);
        return failure(dialect.kind(error, call), call, error);
    }

    /** Something that is read from the body of an answer. */
    public interface Reading<T> {
        T of(byte[] body) throws BadXmlException;
    }

    /**
     * What an answer says. Fails with {@link StoreException.Kind#BAD_ANSWER} when it makes no
     * sense.
     *
     * @param what the answer is called in the error, such as {@code page}
     */
    public <T> CompletionStage<T> read(
            StoreCall call, WireReply reply, String what, Reading<T> reading) {
        try {
            return CompletableFuture.completedFuture(reading.of(reply.body()));
        } catch (BadXmlException e) {
            return CompletableFuture.failedFuture(
                    error(StoreException.Kind.BAD_ANSWER, call)
                            .status(reply.status())
                            .detail("the " + what + " is malformed: " + e.getMessage())
                            .cause(e)
                            .build());
        }
    }

    /** Whether a stage failed because the multipart upload is gone. */
    public static boolean isNoSuchUpload(Throwable failure) {
        return StoreException.cause(failure) instanceof StoreException store
                && store.kind() == StoreException.Kind.NO_SUCH_UPLOAD;
    }

    private CompletionStage<WireResponse> send(StoreCall call, boolean first) {
        Credentials known = credentials.latest();
        if (known != null) {
            return send(call, known, first);
        }
        return credentials
                .current()
                .whenComplete(
                        (current, failure) -> {
                            if (failure != null && call.stream() != null) {
                                call.stream().discard();
                            }
                        })
                .thenCompose(current -> send(call, current, first));
    }

    private CompletionStage<WireResponse> send(StoreCall call, Credentials current, boolean first) {
        Site here = site;
        Instant now = clock.now();
        HttpHeaders headers = call.headers().copy();
        headers.set(HttpHeaderNames.HOST, here.address().host());
        if (!isPlain(current.accessKeyId()) || !isPlain(current.token().reveal())) {
            if (call.stream() != null) {
                call.stream().discard();
            }
            return CompletableFuture.failedFuture(
                    error(StoreException.Kind.BAD_CREDENTIALS, call)
                            .detail("the access key or token has a blank or control character")
                            .build());
        }
        if (!current.isAnonymous()) {
            signer.sign(call, here, headers, current, now);
        }
        String query = signer.query(call.query());
        String path = here.address().path(call.key());
        WireRequest request =
                new WireRequest(
                        here.address().endpoint(),
                        call.method(),
                        query.isEmpty() ? path : path + "?" + query,
                        headers,
                        call.body());
        return wire.send(request)
                .thenCompose(
                        response ->
                                response.status() / 100 == 2
                                        ? CompletableFuture.completedFuture(response)
                                        : refused(
                                                call,
                                                response,
                                                new Sent(here, now, current),
                                                first));
    }

    /** What a refused call was signed with. */
    private record Sent(Site site, Instant at, Credentials credentials) {}

    private CompletionStage<WireResponse> refused(
            StoreCall call, WireResponse response, Sent sent, boolean first) {
        return response.collect(MAX_ERROR)
                // Status and headers are known; a body that broke off only explains them.
                .exceptionally(
                        failure ->
                                new WireReply(response.status(), response.headers(), new byte[0]))
                .thenCompose(reply -> refused(call, dialect.read(reply), sent, first));
    }

    private CompletionStage<WireResponse> refused(
            StoreCall call, VendorError error, Sent sent, boolean first) {
        StoreException.Kind kind = dialect.kind(error, call);
        StoreException failure = failure(kind, call, error);
        if (!first) {
            return CompletableFuture.failedFuture(failure);
        }
        return learn(kind, error, sent)
                .thenCompose(
                        learned -> {
                            if (!learned) {
                                return CompletableFuture.failedFuture(failure);
                            }
                            return call.repeatable()
                                    ? send(call, false)
                                    : CompletableFuture.failedFuture(
                                            failure(StoreException.Kind.UNAVAILABLE, call, error));
                        });
    }

    private CompletionStage<Boolean> learn(StoreException.Kind kind, VendorError error, Sent sent) {
        if (kind == StoreException.Kind.CLOCK_SKEW) {
            return CompletableFuture.completedFuture(clock.correct(error.headers(), sent.at()));
        }
        Site elsewhere = dialect.elsewhere(error, sent.site());
        if (elsewhere != null && !elsewhere.equals(sent.site())) {
            site = elsewhere;
            return CompletableFuture.completedFuture(true);
        }
        if (kind == StoreException.Kind.BAD_CREDENTIALS && !sent.credentials().isAnonymous()) {
            return credentials
                    .renewed(sent.credentials())
                    .thenApply(renewed -> !renewed.equals(sent.credentials()));
        }
        return CompletableFuture.completedFuture(false);
    }

    private StoreException failure(StoreException.Kind kind, StoreCall call, VendorError error) {
        StoreException.Builder failure =
                error(kind, call)
                        .status(error.status())
                        .code(error.code())
                        .requestId(error.requestId())
                        .detail(dialect.detail(error));
        Duration retryAfter = dialect.retryAfter(error);
        if (retryAfter != null) {
            failure.retryAfter(retryAfter);
        }
        return failure.build();
    }

    // Anything else cannot stand in the Authorization header, and is a slip of the pen.
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    private String subject(StoreCall call) {
        return dialect.storeName() + "/" + call.key();
    }

    @Override
    public void close() {
        credentials.close();
        wire.close();
    }
}
