package io.ossimport.core.store;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** A store refused, or could not be reached. {@link #kind} says what a caller can do about it. */
public final class StoreException extends IOException {

    private static final long serialVersionUID = 1;

    /** Whether doing it again can help. */
    public enum Retry {
        NEVER,
        /** After a pause; counts as an attempt of this object. */
        AFTER_BACKOFF,
        /** After the whole job has slowed down; does not count as an attempt. */
        AFTER_SLOWDOWN
    }

    /** What one failure says about the rest of the job. */
    public enum Scope {
        OBJECT,
        /** Every other call to this store will fail in the same way. */
        STORE
    }

    /** What happened, in the caller's terms. */
    public enum Kind {
        /** The object is not there. */
        NOT_FOUND(Retry.NEVER, Scope.OBJECT),
        /** The bucket, or the folder that stands in for it, is not there. */
        NO_SUCH_BUCKET(Retry.NEVER, Scope.STORE),
        /** The multipart upload is not there. */
        NO_SUCH_UPLOAD(Retry.NEVER, Scope.OBJECT),
        /** The object is not the version that was asked for (HTTP 412). */
        CHANGED(Retry.NEVER, Scope.OBJECT),
        /** The key is taken and the write was conditional. */
        ALREADY_EXISTS(Retry.NEVER, Scope.OBJECT),
        /** These credentials may not do this. */
        PERMISSION_DENIED(Retry.NEVER, Scope.OBJECT),
        /** The credentials themselves are wrong, expired or missing. */
        BAD_CREDENTIALS(Retry.NEVER, Scope.STORE),
        /** The bucket lives elsewhere, or the endpoint is not for it. */
        WRONG_ENDPOINT(Retry.NEVER, Scope.STORE),
        /** The object must be restored from an archive class first. */
        ARCHIVED(Retry.NEVER, Scope.OBJECT),
        /** Retention forbids replacing the object. */
        IMMUTABLE(Retry.NEVER, Scope.OBJECT),
        /** The store does not accept this key. */
        INVALID_KEY(Retry.NEVER, Scope.OBJECT),
        /** A file stands where a folder is needed, or the other way round. */
        FILE_DIR_CONFLICT(Retry.NEVER, Scope.OBJECT),
        /** The store does not accept this metadata. */
        INVALID_METADATA(Retry.NEVER, Scope.OBJECT),
        /** The object or part is larger than the store accepts. */
        TOO_LARGE(Retry.NEVER, Scope.OBJECT),
        /** The store cannot do this at all. */
        UNSUPPORTED(Retry.NEVER, Scope.OBJECT),
        /** A disk is full. */
        NO_SPACE(Retry.NEVER, Scope.STORE),
        /** What must be written down before the store is asked cannot be. */
        UNRECORDABLE(Retry.NEVER, Scope.STORE),
        /** The store asks for fewer requests. */
        THROTTLED(Retry.AFTER_SLOWDOWN, Scope.OBJECT),
        /** A passing fault: 5xx, reset, timeout. */
        UNAVAILABLE(Retry.AFTER_BACKOFF, Scope.OBJECT),
        /** No connection could be made at all: wrong host, refused, TLS not trusted. */
        UNREACHABLE(Retry.AFTER_BACKOFF, Scope.STORE),
        /** Our clock and the store's are too far apart. */
        CLOCK_SKEW(Retry.AFTER_BACKOFF, Scope.STORE),
        /** Fewer or more bytes than promised. */
        CONTENT_INCOMPLETE(Retry.AFTER_BACKOFF, Scope.OBJECT),
        /** The bytes that arrived are not the bytes that were sent. */
        CHECKSUM_MISMATCH(Retry.AFTER_BACKOFF, Scope.OBJECT),
        /** An answer that the protocol does not allow: wrong range, broken XML, stray redirect. */
        BAD_ANSWER(Retry.AFTER_BACKOFF, Scope.OBJECT),
        /** None of the others. */
        UNKNOWN(Retry.NEVER, Scope.OBJECT);

        private final Retry retry;
        private final Scope scope;

        Kind(Retry retry, Scope scope) {
            this.retry = retry;
            this.scope = scope;
        }

        public Retry retry() {
            return retry;
        }

        public Scope scope() {
            return scope;
        }
    }

    private final Kind kind;
    private final int httpStatus;
    private final String code;
    private final String requestId;
    private final @Nullable Duration retryAfter;

    private StoreException(Builder builder) {
        super(builder.text(), builder.cause);
        this.kind = builder.kind;
        this.httpStatus = builder.httpStatus;
        this.code = builder.code;
        this.requestId = builder.requestId;
        this.retryAfter = builder.retryAfter;
    }

    /**
     * Begins an error.
     *
     * @param operation the act, one lower-case word: {@code get}, {@code list}, {@code complete}
     * @param subject the store and key it was about: {@code oss://photos/a.jpg}; never a signed URL
     */
    public static Builder of(Kind kind, String operation, String subject) {
        return new Builder(kind, operation, subject);
    }

    /**
     * The store's own exception behind what a stage failed with; anything else is a fault of a
     * program, of kind {@link Kind#UNKNOWN}, and is never tried again.
     */
    public static StoreException from(Throwable error, String operation, String subject) {
        Throwable cause = cause(error);
        return cause instanceof StoreException failure
                ? failure
                : of(Kind.UNKNOWN, operation, subject).cause(cause).build();
    }

    /** What a stage failed with, without the wrapping that stages and futures add. */
    public static Throwable cause(Throwable error) {
        Throwable cause = error;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    public Kind kind() {
        return kind;
    }

    /** The HTTP status, or 0 where there was none. */
    public int httpStatus() {
        return httpStatus;
    }

    /** The vendor's own code, such as {@code NoSuchKey}, or empty. */
    public String code() {
        return code;
    }

    /** The vendor's name for the request, or empty. */
    public String requestId() {
        return requestId;
    }

    /** How long the store asked to wait, or null where it did not. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    /** Collects what is known of an error. */
    public static final class Builder {
        private final Kind kind;
        private final String operation;
        private final String subject;
        private int httpStatus;
        private String code = "";
        private String requestId = "";
        private String detail = "";
        private @Nullable Duration retryAfter;
        private @Nullable Throwable cause;

        private Builder(Kind kind, String operation, String subject) {
            this.kind = kind;
            this.operation = operation;
            this.subject = subject;
        }

        public Builder status(int httpStatus) {
            this.httpStatus = httpStatus;
            return this;
        }

        public Builder code(String code) {
            this.code = code;
            return this;
        }

        public Builder requestId(String requestId) {
            this.requestId = requestId;
            return this;
        }

        /** A sentence for people, without secrets. */
        public Builder detail(String detail) {
            this.detail = detail;
            return this;
        }

        public Builder retryAfter(Duration retryAfter) {
            this.retryAfter = retryAfter;
            return this;
        }

        public Builder cause(@Nullable Throwable cause) {
            this.cause = cause;
            return this;
        }

        public StoreException build() {
            return new StoreException(this);
        }

        // head oss://photos/a.jpg failed: NoSuchKey, HTTP 404, request 5C3D9175 (NOT_FOUND)
        private String text() {
            StringBuilder text = new StringBuilder(operation).append(' ').append(subject);
            text.append(" failed: ");
            String separator = "";
            if (!code.isEmpty()) {
                text.append(code);
                separator = ", ";
            }
            if (!detail.isEmpty()) {
                text.append(separator).append(detail);
                separator = ", ";
            }
            if (httpStatus != 0) {
                text.append(separator).append("HTTP ").append(httpStatus);
                separator = ", ";
            }
            if (!requestId.isEmpty()) {
                text.append(separator).append("request ").append(requestId);
                separator = ", ";
            }
            if (separator.isEmpty() && cause != null) {
                text.append(cause);
            }
            return text.append(" (").append(kind).append(')').toString();
        }
    }
}
