package io.ossimport.engine.state;

import io.ossimport.core.store.Key;
import io.ossimport.core.store.ListedObject;
import io.ossimport.core.store.Upload;
import io.ossimport.transfer.copy.LentPart;
import io.ossimport.transfer.copy.Loan;
import io.ossimport.transfer.copy.SentPart;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Parts that one mover sends for another, as they are written. */
final class LoanFields {

    private LoanFields() {}

    static void write(Loan loan, DataOutput out) throws IOException {
        Fields.writeText(loan.id(), out);
        writeObject(loan.version(), out);
        Fields.writeKey(loan.destinationKey(), out);
        Fields.writeKey(loan.upload().key(), out);
        Fields.writeText(loan.upload().uploadId(), out);
        out.writeLong(loan.partSizeBytes());
        Fields.writeList(loan.parts(), (number, to) -> to.writeInt(number), out);
    }

    static Loan read(DataInput in) throws IOException {
        return new Loan(
                Fields.readText(in),
                readObject(in),
                Fields.readKey(in),
                new Upload(Fields.readKey(in), Fields.readText(in)),
                in.readLong(),
                Fields.readList(DataInput::readInt, in));
    }

    private static void writeObject(ListedObject object, DataOutput out) throws IOException {
        Fields.writeKey(object.key(), out);
        out.writeLong(object.size());
        out.writeLong(object.lastModifiedMillis());
        Fields.writeText(object.etag(), out);
        Fields.writeChecksum(object.checksum(), out);
        Fields.writeText(object.storageClass(), out);
        Fields.writeText(object.kind().name(), out);
    }

    private static ListedObject readObject(DataInput in) throws IOException {
        Key key = Fields.readKey(in);
        return new ListedObject(
                key,
                in.readLong(),
                in.readLong(),
                Fields.readText(in),
                Fields.readChecksum(in),
                Fields.readText(in),
                ListedObject.Kind.valueOf(Fields.readText(in)));
    }

    static void writePart(LentPart part, DataOutput out) throws IOException {
        Fields.writeText(part.loanId(), out);
        out.writeInt(part.number());
        SentPart sent = part.sent();
        out.writeBoolean(sent != null);
        if (sent != null) {
            Ranges.writePart(sent.part(), out);
            out.writeBoolean(sent.isProven());
            Fields.writeChecksum(sent.forSource(), out);
        }
    }

    static LentPart readPart(DataInput in) throws IOException {
        String loanId = Fields.readText(in);
        int number = in.readInt();
        if (!in.readBoolean()) {
            return new LentPart(loanId, number, null);
        }
        return new LentPart(
                loanId,
                number,
                new SentPart(Ranges.readPart(in), in.readBoolean(), Fields.readChecksum(in)));
    }
}
