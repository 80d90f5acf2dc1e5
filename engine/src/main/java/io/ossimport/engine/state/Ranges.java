package io.ossimport.engine.state;

import io.ossimport.core.store.Upload;
import io.ossimport.core.store.UploadedPart;
import io.ossimport.transfer.move.OpenUpload;
import io.ossimport.transfer.move.RangeProgress;
import io.ossimport.transfer.plan.KeyRange;
import io.ossimport.transfer.plan.Report;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Ranges, the uploads that are open in them, and reports about them, as they are written. */
final class Ranges {

    private static final int FINISHED = 1;
    private static final int GIVEN_AWAY = 2;

    private Ranges() {}

    static void write(RangeProgress range, DataOutput out) throws IOException {
        Fields.writeText(range.id(), out);
        Fields.writeKey(range.rest().after(), out);
        Fields.writeOptionalKey(range.rest().upTo(), out);
        Fields.writeList(range.finishedBeyond(), Fields::writeKey, out);
        Fields.writeList(range.uploads(), Ranges::writeUpload, out);
    }

    static RangeProgress read(DataInput in) throws IOException {
        return new RangeProgress(
                Fields.readText(in),
                new KeyRange(Fields.readKey(in), Fields.readOptionalKey(in)),
                Fields.readList(Fields::readKey, in),
                Fields.readList(Ranges::readUpload, in));
    }

    private static void writeUpload(OpenUpload open, DataOutput out) throws IOException {
        Fields.writeKey(open.key(), out);
        Fields.writeKey(open.upload().key(), out);
        Fields.writeText(open.upload().uploadId(), out);
        Fields.writeText(open.sourceEtag(), out);
        out.writeLong(open.size());
        out.writeLong(open.partSizeBytes());
        Fields.writeList(open.parts(), Ranges::writePart, out);
    }

    private static OpenUpload readUpload(DataInput in) throws IOException {
        return new OpenUpload(
                Fields.readKey(in),
                new Upload(Fields.readKey(in), Fields.readText(in)),
                Fields.readText(in),
                in.readLong(),
                in.readLong(),
                Fields.readList(Ranges::readPart, in));
    }

    static void writePart(UploadedPart part, DataOutput out) throws IOException {
        out.writeInt(part.number());
        out.writeLong(part.length());
        Fields.writeText(part.etag(), out);
        Fields.writeChecksum(part.checksum(), out);
    }

    static UploadedPart readPart(DataInput in) throws IOException {
        return new UploadedPart(
                in.readInt(), in.readLong(), Fields.readText(in), Fields.readChecksum(in));
    }

    static void writeReport(Report report, DataOutput out) throws IOException {
        if (report instanceof Report.Finished finished) {
            out.writeByte(FINISHED);
            Fields.writeText(finished.rangeId(), out);
        } else if (report instanceof Report.GivenAway given) {
            out.writeByte(GIVEN_AWAY);
            Fields.writeText(given.rangeId(), out);
            write(given.piece(), out);
        } else {
            throw new IllegalArgumentException("no form is known for " + report);
        }
    }

    static Report readReport(DataInput in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case FINISHED -> new Report.Finished(Fields.readText(in));
            case GIVEN_AWAY -> new Report.GivenAway(Fields.readText(in), read(in));
            default -> throw new IOException("stored state is broken: a report of kind " + kind);
        };
    }
}
