package io.ossimport.transfer.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How many requests were made to one store, by operation. */
public record Requests(
        @JsonProperty("LIST") long list,
        @JsonProperty("GET") long get,
        @JsonProperty("PUT") long put,
        @JsonProperty("HEAD") long head,
        @JsonProperty("UPLOAD_OPEN") long open,
        @JsonProperty("PART") long part,
        @JsonProperty("COMPLETE") long complete,
        @JsonProperty("ABORT") long abort) {

    public static final Requests NONE = new Requests(0, 0, 0, 0, 0, 0, 0, 0);

    public Requests plus(Requests other) {
        return new Requests(
                list + other.list,
                get + other.get,
                put + other.put,
                head + other.head,
                open + other.open,
                part + other.part,
                complete + other.complete,
                abort + other.abort);
    }

    /** All of them together. */
    public long sum() {
        return list + get + put + head + open + part + complete + abort;
    }
}
