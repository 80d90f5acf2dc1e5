package io.ossimport.testkit.cloud;

import io.ossimport.core.store.Key;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What goes wrong at a stand-in, and when. A rule begins with {@link #on}, is narrowed, and ends
 * with the fault: {@code faults.on("GetObject").key("a").times(2).truncateBodyAt(100)}. A rule hits
 * once unless told otherwise; all rules that match a request hit it. Safe for many threads.
 */
public final class FaultScript {

    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final Random random = new Random(1);

    FaultScript() {}

    /** Begins a rule for an operation, such as {@code GetObject}; {@code *} for all. */
    public Rule on(String operation) {
        return new Rule(operation);
    }

    /** Takes all rules away. */
    public void clear() {
        rules.clear();
    }

    /** Whether every rule that has an end has hit as often as it should. */
    public boolean allSpent() {
        return rules.stream().allMatch(Rule::isSpent);
    }

    /** How often any rule has hit since they were last cleared. */
    public long hits() {
        return rules.stream().mapToLong(Rule::hits).sum();
    }

    /** The faults for a request, in the order of the rules. */
    List<Fault> faultsFor(String operation, Key key) {
        if (rules.isEmpty()) {
            return List.of();
        }
        List<Fault> faults = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.hits(operation, key)) {
                faults.add(rule.chosen);
            }
        }
        return faults;
    }

    /** A rule that is being written. It counts from the moment its fault is named. */
    public final class Rule {
        private final String operation;
        private Predicate<Key> keys = key -> true;
        private long skip;
        private long times = 1;
        private long every = 1;
        private double share = 1;
        private @Nullable Quota quota;
        private long seen;
        private long hit;
        private Fault chosen = new Fault.Delay(Duration.ZERO);

        private Rule(String operation) {
            this.operation = operation;
        }

        /** Only requests for this key. */
        public Rule key(String key) {
            Key wanted = Key.of(key);
            return where(wanted::equals);
        }

        /** Only requests whose key is accepted; requests without a key have {@link Key#EMPTY}. */
        public Rule where(Predicate<Key> keys) {
            this.keys = keys;
            return this;
        }

        /** Lets the first {@code count} matching requests pass. */
        public Rule skip(long count) {
            this.skip = count;
            return this;
        }

        /** Hits this often at most. */
        public Rule times(long count) {
            this.times = count;
            return this;
        }

        /** Never stops. */
        public Rule always() {
            this.times = Long.MAX_VALUE;
            return this;
        }

        /** Hits each {@code n}th matching request only, beginning with the first, without end. */
        public Rule every(long n) {
            this.every = n;
            return always();
        }

        /** Hits so much of the matching requests, without end, and at random. */
        public Rule share(double share) {
            this.share = share;
            return always();
        }

        /**
         * Hits those requests only that are more than {@code perSecond}, without end. Up to {@code
         * burstSeconds} worth of what is not used may be saved up.
         */
        public Rule beyond(double perSecond, double burstSeconds) {
            this.quota = new Quota(perSecond, burstSeconds, System.nanoTime());
            return always();
        }

        /** Answers with an error of this status and code; does nothing else. */
        public FaultScript status(int status, String code) {
            return status(status, code, Map.of());
        }

        /** As {@link #status(int, String)}, with more headers. */
        public FaultScript status(int status, String code, Map<String, String> headers) {
            return add(new Fault.Status(status, code, Map.copyOf(headers)));
        }

        /** Answers with a redirect to another place. */
        public FaultScript redirect(int status, String location) {
            return status(status, "TemporaryRedirect", Map.of("Location", location));
        }

        /** Waits before it answers. */
        public FaultScript delay(Duration time) {
            return add(new Fault.Delay(time));
        }

        /** Promises the whole body, sends the first bytes of it and closes the connection. */
        public FaultScript truncateBodyAt(long bytes) {
            return truncateBodyAt(bytes, Framing.LENGTH);
        }

        /** Sends the first bytes of the body in chunks and ends it as if that were all. */
        public FaultScript truncateChunkedBodyAt(long bytes) {
            return truncateBodyAt(bytes, Framing.CHUNKS);
        }

        /** Sends the first bytes of the body, and ends it in one of the ways that there are. */
        public FaultScript truncateBodyAt(long bytes, Framing framing) {
            return add(new Fault.Truncate(bytes, framing));
        }

        /** Changes one bit of what is sent to the stand-in. */
        public FaultScript flipSentBit(long bit) {
            return add(new Fault.FlipSentBit(bit));
        }

        /** Changes one bit of the answer's body. */
        public FaultScript flipBit(long bit) {
            return add(new Fault.FlipBit(bit));
        }

        /** Sends more bytes than the object has, with a Content-Length that fits them. */
        public FaultScript longerBody(int bytes) {
            return add(new Fault.Longer(bytes));
        }

        /** Says a Content-Length that is wrong by {@code difference}, and sends the true body. */
        public FaultScript wrongContentLength(long difference) {
            return add(new Fault.ContentLength(difference));
        }

        /** Says a Content-Range that begins and ends this much later than what is sent. */
        public FaultScript contentRangeShift(long bytes) {
            return add(new Fault.ContentRange(bytes));
        }

        /** Answers a range with 200 and the whole object. */
        public FaultScript ignoreRange() {
            return add(new Fault.IgnoreRange());
        }

        /** Says an ETag that is none of the object's. */
        public FaultScript wrongEtag() {
            return header("ETag", "\"00000000000000000000000000000bad\"");
        }

        /** Sets a header of the answer; an empty value takes it away. */
        public FaultScript header(String name, String value) {
            return add(new Fault.Header(name, value));
        }

        /** Says a wrong CRC-64 in the answer. */
        public FaultScript wrongCrc() {
            return add(new Fault.Crc(false));
        }

        /** Says no CRC-64 in the answer. */
        public FaultScript absentCrc() {
            return add(new Fault.Crc(true));
        }

        /** Closes the connection before anything is done. */
        public FaultScript drop() {
            return add(new Fault.Drop(false));
        }

        /** Does what was asked and closes the connection without an answer. */
        public FaultScript dropAfterCommit() {
            return add(new Fault.Drop(true));
        }

        /** Sends the head and the first bytes of the body, and then nothing more for ever. */
        public FaultScript stallAt(long bytes) {
            return add(new Fault.Stall(bytes));
        }

        /** Answers 200 with an error in the body, and does nothing. */
        public FaultScript errorInside(String code) {
            return add(new Fault.ErrorInside(code));
        }

        /** Plays a trick with a page of a listing. */
        public FaultScript page(PageTrick trick) {
            return add(new Fault.Page(trick));
        }

        /**
         * Runs {@code listener} at a moment of the request. Nothing of the connection goes on until
         * it returns.
         */
        public FaultScript tell(Moment moment, Runnable listener) {
            return add(new Fault.Tell(moment, listener));
        }

        private FaultScript add(Fault fault) {
            chosen = fault;
            rules.add(this);
            return FaultScript.this;
        }

        private synchronized boolean hits(String asked, Key key) {
            if (!(operation.equals("*") || operation.equals(asked)) || !keys.test(key)) {
                return false;
            }
            long nth = seen++;
            if (nth < skip || hit >= times || (nth - skip) % every != 0) {
                return false;
            }
            if (quota != null && quota.takes(System.nanoTime())) {
                return false;
            }
            if (share < 1 && random.nextDouble() >= share) {
                return false;
            }
            hit++;
            return true;
        }

        private synchronized long hits() {
            return hit;
        }

        private synchronized boolean isSpent() {
            return times == Long.MAX_VALUE || hit == times;
        }
    }
}
