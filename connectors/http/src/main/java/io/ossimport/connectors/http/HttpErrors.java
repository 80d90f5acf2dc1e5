package io.ossimport.connectors.http;

import io.ossimport.core.store.StoreException.Kind;

/** What a status means to a caller. */
final class HttpErrors {

    private HttpErrors() {}

    /** The kind of an answer with this status, which is not 200 or 206. */
    static Kind kind(int status) {
        return switch (status) {
            case 401, 403, 407 -> Kind.PERMISSION_DENIED;
            case 404, 410 -> Kind.NOT_FOUND;
            case 412 -> Kind.CHANGED;
            case 416 -> Kind.CONTENT_INCOMPLETE;
            case 429, 503 -> Kind.THROTTLED;
            case 408, 500, 502, 504 -> Kind.UNAVAILABLE;
            default -> status >= 300 && status < 400 ? Kind.UNSUPPORTED : Kind.UNKNOWN;
        };
    }

    /** What people should know of it, half a sentence; empty where the status says all. */
    static String detail(int status) {
        return status >= 300 && status < 400
                ? "the server redirects to another URL, which is not followed; list that one"
                : "";
    }
}
