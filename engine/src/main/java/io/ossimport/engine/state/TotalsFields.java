package io.ossimport.engine.state;

import io.ossimport.core.outcome.Reason;
import io.ossimport.transfer.report.ProofCounts;
import io.ossimport.transfer.report.Requests;
import io.ossimport.transfer.report.Totals;
import io.ossimport.transfer.report.Waits;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;

/** Totals, as they are written. */
final class TotalsFields {

    private TotalsFields() {}

    static void write(Totals totals, DataOutput out) throws IOException {
        out.writeLong(totals.listed());
        out.writeLong(totals.copied());
        out.writeLong(totals.skipped());
        out.writeLong(totals.failed());
        out.writeLong(totals.bytes());
        out.writeLong(totals.proof().e2e());
        out.writeLong(totals.proof().transit());
        out.writeLong(totals.proof().length());
        out.writeLong(totals.proof().none());
        out.writeInt(totals.reasons().size());
        for (Map.Entry<Reason, Long> reason : totals.reasons().entrySet()) {
            Fields.writeText(reason.getKey().name(), out);
            out.writeLong(reason.getValue());
        }
        writeRequests(totals.source(), out);
        writeRequests(totals.destination(), out);
        out.writeLong(totals.bytesMoved());
        out.writeInt(totals.inFlight());
        out.writeLong(totals.ahead());
        out.writeLong(totals.bytesSeen());
        writeWaits(totals.waits(), out);
    }

    /** As {@link #read} of what did not have the sizes of all that was seen, and the waits. */
    static Totals readWithoutSeen(DataInput in) throws IOException {
        return read(in, false);
    }

    static Totals read(DataInput in) throws IOException {
        return read(in, true);
    }

    private static Totals read(DataInput in, boolean hasSeen) throws IOException {
        return new Totals(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                new ProofCounts(in.readLong(), in.readLong(), in.readLong(), in.readLong()),
                readReasons(in),
                readRequests(in),
                readRequests(in),
                in.readLong(),
                in.readInt(),
                in.readLong(),
                hasSeen ? in.readLong() : 0,
                hasSeen ? readWaits(in) : Waits.NONE);
    }

    private static void writeWaits(Waits waits, DataOutput out) throws IOException {
        out.writeInt(waits.listing());
        out.writeInt(waits.source());
        out.writeInt(waits.destination());
        out.writeInt(waits.limits());
        out.writeInt(waits.sourceThrottling());
        out.writeInt(waits.destinationThrottling());
    }

    private static Waits readWaits(DataInput in) throws IOException {
        return new Waits(
                in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt(), in.readInt());
    }

    private static Map<Reason, Long> readReasons(DataInput in) throws IOException {
        Map<Reason, Long> reasons = new EnumMap<>(Reason.class);
        int count = in.readInt();
        for (int i = 0; i < count; i++) {
            reasons.put(Reason.valueOf(Fields.readText(in)), in.readLong());
        }
        return reasons;
    }

    private static void writeRequests(Requests requests, DataOutput out) throws IOException {
        out.writeLong(requests.list());
        out.writeLong(requests.get());
        out.writeLong(requests.put());
        out.writeLong(requests.head());
        out.writeLong(requests.open());
        out.writeLong(requests.part());
        out.writeLong(requests.complete());
        out.writeLong(requests.abort());
    }

    private static Requests readRequests(DataInput in) throws IOException {
        return new Requests(
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong(),
                in.readLong());
    }
}
