package io.ossimport.testkit.cloud;

import java.time.Duration;
import java.util.Map;

/** One thing that goes wrong with a request. */
sealed interface Fault {

    /** Answers with this error instead of doing anything. */
    record Status(int status, String code, Map<String, String> headers) implements Fault {}

    /** Waits before it answers. */
    record Delay(Duration time) implements Fault {}

    /** Sends only the first bytes of the body. */
    record Truncate(long bytes, Framing framing) implements Fault {}

    /** Changes one bit of the body. */
    record FlipBit(long bit) implements Fault {}

    /** Changes one bit of the request's body before anybody looks at it. */
    record FlipSentBit(long bit) implements Fault {}

    /** Sends these bytes more than the body has, with a Content-Length that fits. */
    record Longer(int bytes) implements Fault {}

    /** Says a Content-Length that is wrong by this much. */
    record ContentLength(long difference) implements Fault {}

    /** Says a Content-Range that begins this much later. */
    record ContentRange(long shift) implements Fault {}

    /** Answers a range with 200 and the whole object. */
    record IgnoreRange() implements Fault {}

    /** Sets a header of the answer; an empty value takes it away. */
    record Header(String name, String value) implements Fault {}

    /** Says a wrong CRC-64, or none. */
    record Crc(boolean absent) implements Fault {}

    /** Closes the connection without an answer. */
    record Drop(boolean afterCommit) implements Fault {}

    /** Sends this many bytes of the answer's body and then nothing, and keeps the connection. */
    record Stall(long afterBytes) implements Fault {}

    /** Answers 200 with an error in the body. */
    record ErrorInside(String code) implements Fault {}

    /** Tells somebody, who may do as they like, and goes on when they have. */
    record Tell(Moment moment, Runnable listener) implements Fault {}

    /** Plays a trick with a page of a listing. */
    record Page(PageTrick trick) implements Fault {}
}
