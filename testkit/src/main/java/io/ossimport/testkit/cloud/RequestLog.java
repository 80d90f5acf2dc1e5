package io.ossimport.testkit.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a stand-in was asked. Safe for many threads. */
public final class RequestLog {

    private final boolean countsOnly;
    private final List<LoggedRequest> requests = new ArrayList<>();
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private long bytesRead;
    private long bytesWritten;

    RequestLog(boolean countsOnly) {
        this.countsOnly = countsOnly;
    }

    synchronized void add(LoggedRequest request) {
        counts.merge(request.operation(), 1L, Long::sum);
        bytesRead += request.bodyBytesOut();
        bytesWritten += request.bodyBytesIn();
        if (!countsOnly) {
            requests.add(request);
        }
    }

    /** How many requests asked for {@code operation}, whatever the answer. */
    public synchronized long count(String operation) {
        return counts.getOrDefault(operation, 0L);
    }

    /** How many requests there were of each operation. */
    public synchronized SortedMap<String, Long> counts() {
        return new TreeMap<>(counts);
    }

    /** How many requests there were. */
    public synchronized long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** All requests in the order of their answers; empty when only counts are kept. */
    public synchronized List<LoggedRequest> list() {
        return List.copyOf(requests);
    }

    /** The requests of one operation. */
    public List<LoggedRequest> list(String operation) {
        return list().stream().filter(r -> r.operation().equals(operation)).toList();
    }

    /** Bytes of answers' bodies: what was read from the cloud. */
    public synchronized long bytesRead() {
        return bytesRead;
    }

    /** Bytes of requests' bodies: what was written to the cloud. */
    public synchronized long bytesWritten() {
        return bytesWritten;
    }

    /** Forgets everything. */
    public synchronized void reset() {
        requests.clear();
        counts.clear();
        bytesRead = 0;
        bytesWritten = 0;
    }
}
